package dev.userservice.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The counts that wait to be written: one entry a person and hour, however often looked at, and so many at most. */
@Component
class WaitingCounts {

    static final String DROPPED = "user_service.analytics.dropped";

    private final ConcurrentHashMap<UserHour, Count> counts = new ConcurrentHashMap<>();
    // the map only estimates how many it holds while others add and take
    private final Semaphore places;
    private final int most;
    private final Counter dropped;

    WaitingCounts(AnalyticsProperties properties, MeterRegistry meters) {
        this.most = properties.maxWaitingUsers();
        this.places = new Semaphore(most);
        this.dropped = Counter.builder(DROPPED)
                .description("Views, appearances and favorites not counted, because too many wait for Postgres")
                .register(meters);
        Gauge.builder("user_service.analytics.waiting.users", counts, ConcurrentHashMap::mappingCount)
                .description("People, each in an hour, whose counts wait to be written")
                .register(meters);
    }

    /** Adds to what waits. Neither blocks nor throws. */
    void add(Count count) {
        if (counts.compute(count.of(), (_, waiting) -> waiting == null ? first(count) : waiting.plus(count)) == null) {
            dropped.increment((double) count.events());
        }
    }

    private @Nullable Count first(Count count) {
        return places.tryAcquire() ? count : null;
    }

    /** Whether there is hardly room for more than wait already. */
    boolean areMany() {
        return places.availablePermits() < most / 2;
    }

    /** Takes out everything that waits, in order of ids and hours. */
    List<Count> takeAll() {
        return take(_ -> true);
    }

    /** The same without those who have only appeared in searches. */
    List<Count> takeUrgent() {
        return take(count -> !count.isOfAppearancesOnly());
    }

    private List<Count> take(Predicate<Count> wanted) {
        var taken = new TreeMap<UserHour, Count>();
        counts.forEach((of, waiting) -> {
            Count count = wanted.test(waiting) ? counts.remove(of) : null;
            if (count != null) {
                places.release();
                // one that is added again meanwhile may come up twice
                taken.merge(of, count, Count::plus);
            }
        });
        return new ArrayList<>(taken.values());
    }
}
