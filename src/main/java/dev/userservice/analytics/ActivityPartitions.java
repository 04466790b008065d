package dev.userservice.analytics;

import dev.userservice.postgres.MonthlyPartitions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The months of hourly activity. */
@Component
class ActivityPartitions {

    private static final String TABLE = "user_activity";

    private final MonthlyPartitions partitions;
    private final InstantSource clock;
    private final ActivityProperties properties;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    ActivityPartitions(MonthlyPartitions partitions, InstantSource clock, ActivityProperties properties) {
        this.partitions = partitions;
        this.clock = clock;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "P1D")
    void maintain() {
        forget();
        partitions.maintain(TABLE, clock.instant(), clock.instant().minus(properties.retention()));
    }

    /** Makes the months that these hours need, unless they are known to be there. */
    void createFor(Collection<Instant> hours) {
        for (Instant hour : Set.copyOf(hours)) {
            YearMonth month = YearMonth.from(hour.atOffset(ZoneOffset.UTC));
            if (!known.contains(month)) {
                partitions.createFor(TABLE, Set.of(hour));
                known.add(month);
            }
        }
    }

    /** Somebody may have dropped one. */
    void forget() {
        known.clear();
    }
}
