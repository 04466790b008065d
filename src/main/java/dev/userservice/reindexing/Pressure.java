package dev.userservice.reindexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How fast a new index may be filled so that whoever searches notices little: a quarter less each second that something
 * is too much, a little more each second that nothing is, and as fast as it goes if that is long past.
 */
@Component
public class Pressure {

    private static final double LESS = 0.75;
    private static final double MORE = 1.1;
    private static final double ENOUGH = 3;
    private static final long ASKED_LATELY = Duration.ofSeconds(15).toNanos();

    private final SearchLatency searches;
    private final ClusterHeap heap;
    private final ReindexingProperties properties;
    private final AtomicBoolean rejected = new AtomicBoolean();
    private volatile boolean filling;
    private volatile long asked = System.nanoTime() - ASKED_LATELY;
    private volatile boolean high;
    private volatile double rate;
    private volatile double allowed = Double.POSITIVE_INFINITY;
    private volatile @Nullable String reason;

    Pressure(SearchLatency searches, ClusterHeap heap, ReindexingProperties properties) {
        this.searches = searches;
        this.heap = heap;
        this.properties = properties;
    }

    /** An index is being filled from now on, until {@link #end}. */
    void begin() {
        filling = true;
        allowed = Double.POSITIVE_INFINITY;
        reason = null;
    }

    void end() {
        filling = false;
    }

    /** How fast it goes at present. */
    void at(double documentsPerSecond) {
        rate = documentsPerSecond;
    }

    /** Elasticsearch had no room for a write. */
    void rejected() {
        rejected.set(true);
    }

    /**
     * Whether something is too much, for somebody else who fills an index and goes slowly then. It is looked at as long as
     * there is somebody who asks.
     */
    public boolean isHigh() {
        asked = System.nanoTime();
        return high;
    }

    /** Documents a second. */
    double allowed() {
        return allowed;
    }

    /** What makes it slower, if anything does. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    @Scheduled(fixedRate = 1000)
    void look() {
        boolean anyFilling = filling || System.nanoTime() - asked < ASKED_LATELY;
        boolean slow = searches.areSlow(anyFilling);
        String now = anyFilling ? tooMuch(slow) : null;
        high = now != null;
        if (filling) {
            adapt(now);
        }
    }

    private @Nullable String tooMuch(boolean slow) {
        return slow ? "search latency" : rejected.getAndSet(false) ? "rejections" : isHeapFull() ? "heap" : null;
    }

    private void adapt(@Nullable String now) {
        if (now != null) {
            reason = now;
            allowed = Math.max(properties.slowest(), Math.min(allowed, rate) * LESS);
        } else if (reason != null) {
            allowed *= MORE;
            if (allowed > ENOUGH * rate) {
                allowed = Double.POSITIVE_INFINITY;
                reason = null;
            }
        }
    }

    private boolean isHeapFull() {
        try {
            return heap.used() > properties.heap();
        } catch (ElasticsearchUnavailableException e) {
            // whoever fills the index finds out by himself
            return false;
        }
    }
}
