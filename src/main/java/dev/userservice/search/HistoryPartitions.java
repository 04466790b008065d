package dev.userservice.search;

import dev.userservice.postgres.MonthlyPartitions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The months of the search history. */
@Component
class HistoryPartitions {

    private static final String TABLE = "search_history";

    private final MonthlyPartitions partitions;
    private final InstantSource clock;
    private final HistoryProperties properties;

    HistoryPartitions(MonthlyPartitions partitions, InstantSource clock, HistoryProperties properties) {
        this.partitions = partitions;
        this.clock = clock;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "P1D")
    void maintain() {
        partitions.maintain(TABLE, clock.instant(), clock.instant().minus(properties.retention()));
    }

    /** Makes the partitions that rows of these times need. */
    void createFor(Collection<Instant> times) {
        partitions.createFor(TABLE, times);
    }
}
