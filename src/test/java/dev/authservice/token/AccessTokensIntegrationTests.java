package dev.authservice.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.authservice.AbstractAuthTests;
import dev.userservice.Service.Answer;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What access tokens say, which are believed, and how their keys are replaced. */
class AccessTokensIntegrationTests extends AbstractAuthTests {

    private static final String KEYS = "/.well-known/jwks.json";

    @Autowired
    private SigningKeys keys;

    @Autowired
    private KeyRotation rotation;

    private Person anna;

    @BeforeEach
    void addAnna() {
        forgetKeys();
        anna = person("anna");
    }

    // those at hand are read again once the time is another day's
    @AfterEach
    void forgetKeys() {
        database.sql("TRUNCATE signing_key").update();
        clock.advance(Duration.ofDays(1));
        get(KEYS);
    }

    @Test
    void aTokenSaysWhoItIsForWhomAndForHowLong() throws Exception {
        SignedJWT token = SignedJWT.parse(anna.accessToken());
        JWTClaimsSet claims = token.getJWTClaimsSet();

        assertThat(token.verify(new ECDSAVerifier(published(token.getHeader().getKeyID()))))
                .isTrue();
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:4001");
        assertThat(claims.getAudience()).containsExactly("user-service", "auth-service");
        assertThat(claims.getSubject()).isEqualTo(anna.id());
        assertThat(claims.getStringClaim("sid")).isEqualTo(anna.sessionId());
        assertThat(claims.getStringListClaim("roles")).containsExactly("USER");
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(claims.toString()).doesNotContain("example.com");
    }

    @Test
    void onlyThePublicHalvesAreShown() {
        Answer answer = get(KEYS);

        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=300, public");
        assertThat(answer.body().path("keys")).isNotEmpty().allSatisfy(key -> {
            assertThat(key.path("kty").asText()).isEqualTo("EC");
            assertThat(key.path("alg").asText()).isEqualTo("ES256");
            assertThat(key.path("use").asText()).isEqualTo("sig");
            assertThat(key.has("d")).isFalse();
        });
    }

    @Test
    void anExpiredTokenIsNotBelieved() {
        clock.advance(Duration.ofMinutes(14));
        assertThat(status(anna.accessToken())).isEqualTo(200);
        clock.advance(Duration.ofMinutes(3));
        assertThat(status(anna.accessToken())).isEqualTo(401);
    }

    @Test
    void aTokenThatIsNotExactlyOneOfOursIsNotBelieved() throws Exception {
        assertThat(status(altered(claims -> {}))).isEqualTo(200);
        assertThat(status(altered(claims -> claims.issuer("http://localhost:1"))))
                .isEqualTo(401);
        assertThat(status(altered(claims -> claims.audience("user-service")))).isEqualTo(401);
        assertThat(status(altered(claims -> claims.audience((String) null)))).isEqualTo(401);
        assertThat(status(altered(claims -> claims.expirationTime(null)))).isEqualTo(401);
        assertThat(status(altered(claims -> claims.subject(null)))).isEqualTo(401);
        assertThat(status(altered(claims -> claims.claim("sid", null)))).isEqualTo(401);
        assertThat(status(altered(claims -> claims.claim("sid", "another")))).isEqualTo(401);
        assertThat(status(altered(claims -> claims.subject(person("bert").id()))))
                .isEqualTo(401);
        assertThat(status(altered(
                        claims -> claims.notBeforeTime(Date.from(clock.instant().plusSeconds(600))))))
                .isEqualTo(401);
    }

    @Test
    void rolesInATokenAreNotBelievedHere() throws Exception {
        String token = altered(claims -> claims.claim("roles", List.of("SUPER_ADMIN")));

        assertThat(get("/api/auth/admin/users/" + anna.id(), "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void noOtherKeyOrAlgorithmIsBelieved() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(anna.accessToken()).getJWTClaimsSet();
        String kid = SignedJWT.parse(anna.accessToken()).getHeader().getKeyID();
        ECKey another = new ECKeyGenerator(Curve.P_256).generate();
        byte[] publicKey = published(kid).toECPublicKey().getEncoded();

        assertThat(status(new PlainJWT(claims).serialize())).isEqualTo(401);
        assertThat(status(signed(claims, JWSAlgorithm.ES256, kid, new ECDSASigner(another))))
                .isEqualTo(401);
        assertThat(status(signed(claims, JWSAlgorithm.ES256, "unknown", new ECDSASigner(another))))
                .isEqualTo(401);
        assertThat(status(signed(claims, JWSAlgorithm.HS256, kid, new MACSigner(publicKey))))
                .isEqualTo(401);
        assertThat(status("no token")).isEqualTo(401);
        assertThat(status("")).isEqualTo(401);
    }

    @Test
    void theNextKeyIsKnownADayBeforeItSignsAndTheOldOneUntilItsTokensHaveExpired() throws Exception {
        String first = kid(anna);
        clock.advance(Duration.ofDays(89).plusMinutes(1));
        rotation.rotate();
        Set<String> both = published();
        assertThat(both).hasSize(2).contains(first);
        assertThat(kid(logIn("anna"))).isEqualTo(first);

        clock.advance(Duration.ofHours(23));
        Person before = logIn("anna");
        assertThat(kid(before)).isEqualTo(first);

        clock.advance(Duration.ofMinutes(61));
        rotation.rotate();
        assertThat(kid(logIn("anna"))).isNotEqualTo(first).isIn(both);
        assertThat(published()).isEqualTo(both);

        clock.advance(Duration.ofMinutes(30));
        rotation.rotate();
        clock.advance(Duration.ofMinutes(1));
        assertThat(published()).hasSize(1).doesNotContain(first);
    }

    @Test
    void aKeyThatIsRemovedIsReplacedAndBelievedNoMore() throws Exception {
        database.sql("TRUNCATE signing_key").update();
        clock.advance(Duration.ofSeconds(31));

        assertThat(status(anna.accessToken())).isEqualTo(401);
        Person next = Person.of(refresh(anna));
        assertThat(kid(next)).isNotEqualTo(kid(anna));
        assertThat(status(next.accessToken())).isEqualTo(200);
    }

    @Test
    void whoeverLogsInFirstIsSignedInWithAKeyMadeJustThen() {
        database.sql("TRUNCATE signing_key").update();
        clock.advance(Duration.ofDays(1));

        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(200);
        assertThat(count("SELECT count(*) FROM signing_key")).isEqualTo(1);
    }

    @Test
    void manyInstancesAgreeOnOneKey() throws Exception {
        database.sql("TRUNCATE signing_key").update();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<List<SigningKey>>>mapToObj(i -> rotation::rotate)
                    .toList());
        }

        assertThat(keys.all()).hasSize(1);
    }

    private int status(String token) {
        return get("/api/auth/users/profile", "Authorization", "Bearer " + token)
                .status();
    }

    private static String kid(Person person) throws ParseException {
        return SignedJWT.parse(person.accessToken()).getHeader().getKeyID();
    }

    private Set<String> published() {
        return StreamSupport.stream(get(KEYS).body().path("keys").spliterator(), false)
                .map(key -> key.path("kid").asText())
                .collect(Collectors.toSet());
    }

    private ECKey published(String kid) throws ParseException {
        for (JsonNode key : get(KEYS).body().path("keys")) {
            if (key.path("kid").asText().equals(kid)) {
                return ECKey.parse(key.toString());
            }
        }
        throw new AssertionError("No such key: " + kid);
    }

    private String altered(Consumer<JWTClaimsSet.Builder> change) throws ParseException, JOSEException {
        SignedJWT token = SignedJWT.parse(anna.accessToken());
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder(token.getJWTClaimsSet());
        change.accept(claims);
        String kid = token.getHeader().getKeyID();
        ECKey key = keys.all().stream()
                .map(SigningKey::pair)
                .filter(pair -> pair.getKeyID().equals(kid))
                .findFirst()
                .orElseThrow();
        return signed(claims.build(), JWSAlgorithm.ES256, kid, new ECDSASigner(key));
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String kid, JWSSigner signer)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
        token.sign(signer);
        return token.serialize();
    }
}
