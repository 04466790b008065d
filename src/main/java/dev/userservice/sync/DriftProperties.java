package dev.userservice.sync;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the index is compared with the cache, all the time: {@code rate} users a second, none at 0, in steps of
 * {@code step} and nobody more often than every {@code interval}. A lease that ends early costs a second comparison.
 * Health degrades when somebody was not compared {@code within} this time, or a difference stays for longer than
 * {@code grace}. An Auth Service that was of no use is left alone for {@code sourceRest}; a webhook of it may be
 * {@code onTheWay} for so long.
 */
@Validated
@ConfigurationProperties("user-service.drift")
record DriftProperties(
        @PositiveOrZero @DefaultValue("100") int rate,
        @DefaultValue("true") boolean repair,
        @Positive @DefaultValue("1000") int step,
        @DefaultValue("1m") Duration interval,
        @DefaultValue("1m") Duration lease,
        @DefaultValue("24h") Duration within,
        @DefaultValue("5m") Duration grace,
        @DefaultValue("5m") Duration sourceRest,
        @DefaultValue("10m") Duration onTheWay) {}
