package dev.authservice.internal;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What services show and send. A thousand users' counters have about 300 KiB; the tolerance is that of Standard Webhooks.
 */
@Validated
@ConfigurationProperties("auth-service.internal")
record InternalProperties(
        @NotBlank String tokens,
        @NotBlank String secret,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue("512KB") DataSize maxBody,
        @DefaultValue("64KB") DataSize maxLine) {

    @Override
    public String toString() {
        return "InternalProperties[tolerance=%s, maxBody=%s, maxLine=%s]".formatted(tolerance, maxBody, maxLine);
    }
}
