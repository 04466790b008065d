package dev.userservice.search;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long searches are kept, zero for not at all. They go by the month, so the oldest may be up to a month older. A search may be
 * {@code onTheWay} to the history for so long: written in batches, and later while Postgres is away.
 * Trends of the shortest window are made anew after {@code trendsLifetime}, of longer ones after some of them.
 */
@Validated
@ConfigurationProperties("user-service.search.history")
record HistoryProperties(
        @DurationMin @DefaultValue("90d") Duration retention,
        @DefaultValue("10s") Duration onTheWay,
        @DefaultValue("1m") Duration trendsLifetime) {

    boolean keepsSearches() {
        return !retention.isZero();
    }
}
