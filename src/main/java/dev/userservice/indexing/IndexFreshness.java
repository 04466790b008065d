package dev.userservice.indexing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How far behind the index is, sampled every second so that a search can say so for nothing. */
@Component
public class IndexFreshness {

    /** In milliseconds, as in {@code es-mappings/users.json}: what is written may take this long to be found. */
    private static final long REFRESH_INTERVAL = 1000;

    // counting takes as long as the queue is long; how old it is, no time
    private static final long LONG_QUEUE = 100_000;
    private static final int TURNS_BETWEEN_COUNTS = 10;

    private final IndexQueue queue;
    private final InstantSource clock;
    private final IndexingProperties properties;
    private volatile Sample sample;
    private volatile Sample refreshed;
    private int turnsToCount;

    private record Sample(Instant takenAt, IndexQueue.Backlog backlog) {}

    IndexFreshness(IndexQueue queue, InstantSource clock, MeterRegistry meters, IndexingProperties properties) {
        this.queue = queue;
        this.clock = clock;
        this.properties = properties;
        this.sample = new Sample(clock.instant(), new IndexQueue.Backlog(0, null, 0));
        this.refreshed = sample;
        gauge(meters, "depth", "Users whose documents are behind", backlog -> backlog.depth());
        gauge(meters, "quarantined", "Documents that Elasticsearch refuses", backlog -> backlog.quarantined());
        gauge(meters, "oldest.age.seconds", "Age of the oldest waiting change", this::oldestAge);
    }

    private void gauge(
            MeterRegistry meters, String name, String description, ToDoubleFunction<IndexQueue.Backlog> value) {
        Gauge.builder("user_service.index.queue." + name, () -> value.applyAsDouble(sample.backlog()))
                .description(description)
                .register(meters);
    }

    private double oldestAge(IndexQueue.Backlog backlog) {
        return backlog.oldest() == null
                ? 0
                : Duration.between(backlog.oldest(), clock.instant()).toMillis() / 1000.0;
    }

    @Scheduled(fixedDelay = REFRESH_INTERVAL)
    void takeSample() {
        Instant now = clock.instant();
        try {
            Sample taken = new Sample(now, look());
            refreshed = sample;
            sample = taken;
        } catch (DataAccessException e) {
            // the last sample grows old, and that is what a reader should see
        }
    }

    private IndexQueue.Backlog look() {
        IndexQueue.Backlog former = sample.backlog();
        if (former.depth() > LONG_QUEUE && turnsToCount > 0) {
            turnsToCount--;
            return new IndexQueue.Backlog(former.depth(), queue.oldest().orElse(null), former.quarantined());
        }
        turnsToCount = TURNS_BETWEEN_COUNTS;
        return queue.backlog();
    }

    /** As of the last second, but the numbers of a long queue, which may be some seconds older. */
    public IndexQueue.Backlog backlog() {
        return sample.backlog();
    }

    /** How many users have waited for longer than they should. */
    public long lateUsers() {
        return queue.waitingFor(properties.late());
    }

    /** What is wrong with the way to the index, in words; nothing if nothing is. */
    public List<String> concerns() {
        List<String> concerns = new ArrayList<>();
        Duration behind = Duration.between(asOf(), clock.instant());
        if (behind.compareTo(properties.late()) > 0) {
            concerns.add("changes wait for the index since " + behind.toSeconds() + " s");
        }
        if (sample.backlog().quarantined() > 0) {
            concerns.add("Elasticsearch refuses " + sample.backlog().quarantined() + " documents");
        }
        return concerns;
    }

    /** A search reflects every change received before this moment, apart from quarantined documents. */
    public Instant asOf() {
        Instant oldest = refreshed.backlog().oldest();
        return oldest == null ? refreshed.takenAt() : oldest;
    }
}
