package dev.userservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are believed. The route asked for answers 404 to an admin, and 401 to whoever is not believed. */
class TokenIntegrationTests extends AbstractServiceTests {

    private static final Consumer<JWTClaimsSet.Builder> ADMIN =
            claims -> claims.subject("root").claim("roles", List.of("ADMIN"));

    @Test
    void aTokenOfTheAuthServiceIsBelieved() {
        assertThat(status(issuer().token(ADMIN))).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"-50, 404", "-70, 401"})
    void anExpiredTokenIsBelievedForAMinuteOfClockSkew(int seconds, int status) {
        assertThat(status(altered(claims -> claims.issueTime(inSeconds(-600)).expirationTime(inSeconds(seconds)))))
                .isEqualTo(status);
    }

    @Test
    void aTokenOfAnotherTimeIssuerOrAudienceIsNot() {
        assertRefused(altered(claims -> claims.notBeforeTime(inSeconds(120))));
        assertRefused(altered(claims -> claims.issuer("http://localhost:1")));
        assertRefused(altered(claims -> claims.issuer(null)));
        assertRefused(altered(claims -> claims.audience("another-service")));
        assertRefused(altered(claims -> claims.audience((String) null)));
    }

    @Test
    void aTokenWithoutSubjectOrExpiryIsNot() {
        assertRefused(altered(claims -> claims.subject(null)));
        assertRefused(altered(claims -> claims.expirationTime(null)));
    }

    @Test
    void anUnsignedTokenIsNot() {
        assertRefused(new PlainJWT(claims()).serialize());
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsNot() throws Exception {
        RSAKey published = published();

        assertRefused(signed(
                JWSAlgorithm.HS256,
                published.getKeyID(),
                new MACSigner(published.toRSAPublicKey().getEncoded())));
    }

    @Test
    void aTokenOfAStrangersKeyIsNotWhateverKeyItNames() throws Exception {
        JWSSigner stranger = new RSASSASigner(new RSAKeyGenerator(2048).generate());

        assertRefused(signed(JWSAlgorithm.RS256, published().getKeyID(), stranger));
        assertRefused(signed(JWSAlgorithm.RS256, "unknown", stranger));
        assertRefused(signed(JWSAlgorithm.RS512, published().getKeyID(), stranger));
    }

    @Test
    void aTokenThatNamesNoKeyOrBringsItsOwnIsNot() throws Exception {
        RSAKey stranger =
                new RSAKeyGenerator(2048).keyID(published().getKeyID()).generate();
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256);

        assertRefused(signed(header.build(), new RSASSASigner(stranger)));
        assertRefused(signed(header.jwk(stranger.toPublicJWK()).build(), new RSASSASigner(stranger)));
        assertRefused(signed(
                header.keyID(stranger.getKeyID())
                        .jwkURL(URI.create("http://localhost:1/keys"))
                        .build(),
                new RSASSASigner(stranger)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "null"})
    void garbageIsNot(String token) {
        assertRefused(token);
    }

    @Test
    void aTokenInTheQueryStringIsNot() {
        assertThat(service.get("/sync/users/nobody?access_token=" + issuer().token(ADMIN))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tokensAreNotLookedAtWhereASignatureCounts() {
        var webhook = service.sendRaw(service.request(
                        "/sync/user-created", "Authorization", "Bearer a.b.c", "Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(webhook.body()).contains("invalid_signature");
    }

    @Test
    void unknownKeysDoNotSendEveryTokenToTheAuthService() throws Exception {
        JWSSigner stranger = new RSASSASigner(new RSAKeyGenerator(2048).generate());
        for (int token = 0; token < 20; token++) {
            assertRefused(signed(JWSAlgorithm.RS256, "unknown-" + token, stranger));
        }

        assertThat(status(issuer().token(ADMIN))).isEqualTo(404);
    }

    @Test
    void aTokenThatWasTamperedWithIsNot() {
        String[] parts = issuer().token("eve", "USER").split("\\.", -1);
        String[] admin = issuer().token("eve", "ADMIN").split("\\.", -1);

        assertRefused(parts[0] + "." + admin[1] + "." + parts[2]);
    }

    private void assertRefused(String token) {
        Answer answer = service.get("/sync/users/nobody", "Authorization", "Bearer " + token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().path("code").asText()).isEqualTo("unauthorized");
    }

    private int status(String token) {
        return service.get("/sync/users/nobody", "Authorization", "Bearer " + token)
                .status();
    }

    private static String altered(Consumer<JWTClaimsSet.Builder> change) {
        return issuer().token(ADMIN.andThen(change));
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer) throws JOSEException {
        return signed(new JWSHeader.Builder(algorithm).keyID(keyId).build(), signer);
    }

    private static String signed(JWSHeader header, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims());
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet claims() {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer().url().toString())
                .audience("user-service")
                .expirationTime(inSeconds(600));
        ADMIN.accept(claims);
        return claims.build();
    }

    private static RSAKey published() throws Exception {
        return JWKSet.load(issuer().url().resolve("/.well-known/jwks.json").toURL())
                .getKeys()
                .getFirst()
                .toRSAKey();
    }

    private static Date inSeconds(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
