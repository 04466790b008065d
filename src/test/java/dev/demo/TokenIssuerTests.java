package dev.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenIssuerTests {

    private final HttpClient http = HttpClient.newHttpClient();
    private TokenIssuer issuer;

    @BeforeEach
    void start() {
        issuer = TokenIssuer.start(0);
    }

    @AfterEach
    void stop() {
        issuer.close();
        http.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(issuer.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JWTClaimsSet verified(String text) throws Exception {
        SignedJWT token = SignedJWT.parse(text);
        JWK key = JWKSet.parse(get("/.well-known/jwks.json").body())
                .getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        return token.getJWTClaimsSet();
    }

    @Test
    void publishesTheKeyWithoutItsPrivatePart() throws Exception {
        JWKSet keys = JWKSet.parse(get("/.well-known/jwks.json").body());

        assertThat(keys.getKeys()).singleElement().satisfies(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.size()).isEqualTo(2048);
        });
    }

    @Test
    void signsTokensThatItsKeyProves() throws Exception {
        JWTClaimsSet claims = verified(issuer.token("demo-admin", "ADMIN", "USER"));

        assertThat(claims.getIssuer()).isEqualTo(issuer.url().toString());
        assertThat(claims.getAudience()).containsExactly("user-service");
        assertThat(claims.getSubject()).isEqualTo("demo-admin");
        assertThat(claims.getStringListClaim("roles")).containsExactly("ADMIN", "USER");
        assertThat(claims.getIssueTime()).isBeforeOrEqualTo(Instant.now());
        assertThat(claims.getExpirationTime())
                .isEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofHours(12)));
        assertThat(claims.getJWTID()).isNotBlank();
    }

    @Test
    void signsAlteredClaimsForTests() throws Exception {
        Date past = Date.from(Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS));

        JWTClaimsSet claims =
                verified(issuer.token(usual -> usual.audience((String) null).expirationTime(past)));

        assertThat(claims.getAudience()).isEmpty();
        assertThat(claims.getExpirationTime()).isEqualTo(past);
    }
}
