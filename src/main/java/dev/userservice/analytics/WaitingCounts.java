package dev.userservice.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The counts that wait to be written: one entry a person, however often looked at, and so many people at most. */
@Component
class WaitingCounts {

    private final ConcurrentHashMap<String, Count> counts = new ConcurrentHashMap<>();
    private final int capacity;
    private final Counter dropped;

    WaitingCounts(AnalyticsProperties properties, MeterRegistry meters) {
        this.capacity = properties.maxWaitingUsers();
        this.dropped = Counter.builder("user_service.analytics.dropped")
                .description("Views and appearances not counted, because too many wait for Postgres")
                .register(meters);
        Gauge.builder("user_service.analytics.waiting.users", counts, ConcurrentHashMap::mappingCount)
                .description("People whose counts wait to be written")
                .register(meters);
    }

    /** Adds to what waits. Neither blocks nor throws. */
    void add(Count count) {
        if (counts.mappingCount() < capacity || counts.containsKey(count.userId())) {
            counts.merge(count.userId(), count, Count::plus);
        } else {
            dropped.increment((double) count.profileViews() + count.searchAppearances());
        }
    }

    /** Takes out everything that waits, in order of ids. */
    List<Count> takeAll() {
        List<Count> taken = new ArrayList<>();
        for (String userId : counts.keySet()) {
            Count count = counts.remove(userId);
            if (count != null) {
                taken.add(count);
            }
        }
        taken.sort(Comparator.comparing(Count::userId));
        return taken;
    }
}
