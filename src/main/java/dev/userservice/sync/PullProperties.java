package dev.userservice.sync;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How all users are read from the Auth Service. The lease must outlast three attempts at a page, otherwise two instances
 * would take the run from each other for ever. At most {@code deletesAtOnce} single users are asked for in a step. The
 * pauses after failures add up to about half an hour; then the run has failed and waits for somebody to resume it.
 * {@code deleteCap} is the percentage of all users that may be deleted without being asked about.
 */
@Validated
@ConfigurationProperties("user-service.pull")
record PullProperties(
        @Positive @Max(1_000) @DefaultValue("1000") int pageSize,
        @Positive @Max(1000) @DefaultValue("50") int deletesAtOnce,

        @DecimalMin("0") @DecimalMax("100") @DefaultValue("1")
        double deleteCap,

        @DefaultValue("60s") Duration lease,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("2s") Duration firstRetryDelay,
        @DefaultValue("5m") Duration longestRetryDelay,
        @Positive @DefaultValue("13") int attempts) {

    /** How many of so many users may be deleted unasked: at least one, or small services could never delete any. */
    long mostDeletes(long users) {
        return deleteCap == 0 ? 0 : Math.max(1, (long) (users * deleteCap / 100));
    }

    /** The pause after so many failures in a row. */
    Duration delay(int failures) {
        long doubled = firstRetryDelay.toMillis() << Math.min(failures, 20);
        return Duration.ofMillis(Math.min(doubled, longestRetryDelay.toMillis()));
    }
}
