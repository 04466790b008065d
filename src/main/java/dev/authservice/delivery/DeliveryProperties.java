package dev.authservice.delivery;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the User Service is told. The retries are the ladder of Standard Webhooks after its immediate first attempt. The
 * lease outlasts the timeout, so that nobody else sends a message that is still under way. After failures of so many users
 * in a row everybody waits, for pauses that double from the first to the longest. Messages that wait longer than
 * {@code late} degrade the health.
 */
@Validated
@ConfigurationProperties("auth-service.delivery")
record DeliveryProperties(
        @NotNull URI url,
        @NotBlank String secret,
        @Positive @DefaultValue("16") int atOnce,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("64KB") DataSize maxAnswer,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration pollInterval,

        @NotEmpty @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> retries,

        @Positive @DefaultValue("5") int failuresInARow,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("1m") Duration longestPause,
        @DefaultValue("1h") Duration longestRetryAfter,
        @DefaultValue("1m") Duration late) {

    @Override
    public String toString() {
        return "DeliveryProperties[atOnce=%d, timeout=%s, retries=%s]".formatted(atOnce, timeout, retries);
    }
}
