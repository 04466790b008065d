package dev.userservice.sync;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the Auth Service is asked for its users. The time-outs are for whole answers, so that one that trickles in for
 * ever ends too; {@code maxBody} leaves 16 KiB for each of a thousand users.
 */
@Validated
@ConfigurationProperties("user-service.source")
record SourceProperties(
        @NotNull URI url,
        @Nullable String token,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration pageTimeout,
        @DefaultValue("3s") Duration userTimeout,
        @DefaultValue("16MB") DataSize maxBody) {

    @Override
    public String toString() {
        return "SourceProperties[connectTimeout=%s, pageTimeout=%s, userTimeout=%s, maxBody=%s]"
                .formatted(connectTimeout, pageTimeout, userTimeout, maxBody);
    }
}
