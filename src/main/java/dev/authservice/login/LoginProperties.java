package dev.authservice.login;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long sessions last: while they are used every so often, and not for ever. Of more than {@code mostSessions} of an
 * account those used longest ago end.
 */
@Validated
@ConfigurationProperties("auth-service.sessions")
record LoginProperties(
        @DefaultValue("30d") Duration idle,
        @DefaultValue("180d") Duration longest,
        @DefaultValue("50") @Positive int mostSessions) {}
