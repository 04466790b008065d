package dev.userservice.analytics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the Auth Service is told of changed counters; never without an interval. A batch of 500 is at most 150 KiB. The lease
 * outlasts a call, so that nobody else makes the same one meanwhile.
 */
@Validated
@ConfigurationProperties("user-service.analytics.feed")
record FeedProperties(
        @NotNull URI url,
        @NotBlank String secret,
        @Nullable Duration interval,
        @DefaultValue("500") @Positive @Max(1000) int batchSize,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("64KB") DataSize maxAnswer,
        @DefaultValue("20s") Duration lease,
        @DefaultValue("1s") Duration firstRetryDelay,
        @DefaultValue("5m") Duration longestRetryDelay) {

    boolean isOn() {
        return pause().isPositive();
    }

    Duration pause() {
        return interval == null ? Duration.ZERO : interval;
    }

    @Override
    public String toString() {
        return "FeedProperties[interval=%s, batchSize=%d]".formatted(interval, batchSize);
    }
}
