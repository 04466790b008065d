package dev.authservice.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Signs access tokens, which say who it is, by which session, and in which roles. */
@Component
public class AccessTokens {

    /** This service as an audience. */
    static final String HERE = "auth-service";

    private final JwtEncoder encoder;
    private final KeyRing keys;
    private final TokenProperties properties;
    private final InstantSource clock;

    AccessTokens(JwtEncoder encoder, KeyRing keys, TokenProperties properties, InstantSource clock) {
        this.encoder = encoder;
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    /** How long a token is good for. */
    public Duration lifetime() {
        return properties.lifetime();
    }

    public String issue(String accountId, String sessionId, Collection<String> roles) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(properties.issuer())
                .audience(List.of(properties.audience(), HERE))
                .subject(accountId)
                .claim("sid", sessionId)
                .claim("roles", List.copyOf(roles))
                .issuedAt(now)
                .expiresAt(now.plus(properties.lifetime()))
                .id(UUID.randomUUID().toString())
                .build();
        JwsHeader header =
                JwsHeader.with(SignatureAlgorithm.ES256).keyId(keys.signing()).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
