package dev.authservice.token;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What access tokens say, and how long keys sign. A key is published {@code keyAhead} before its first signature, far
 * longer than anybody may keep the list of keys.
 */
@Validated
@ConfigurationProperties("auth-service.tokens")
record TokenProperties(
        @NotBlank String issuer,
        @NotBlank String audience,
        @DefaultValue("15m") Duration lifetime,
        @DefaultValue("90d") Duration keyLifetime,
        @DefaultValue("1d") Duration keyAhead) {}
