package dev.userservice.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Writes waiting counts to Postgres, many at a time, at intervals and at last when the service stops. What cannot be
 * written waits on; a kill loses what waits.
 */
@Component
class CounterFlush implements SmartLifecycle {

    // few enough to be written within the time-out of a statement
    private static final int BATCH = 10_000;

    // stopped after the web server has finished its last requests, which may still count somebody
    private static final int BELOW_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Duration TO_STOP = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Logger log = LoggerFactory.getLogger(CounterFlush.class);

    private final WaitingCounts waiting;
    private final WaitingViews views;
    private final CounterRows rows;
    private final ActivityPartitions partitions;
    private final Timer written;
    private final Counter repeated;
    private final long appearancesInterval;
    private long flushed = System.nanoTime();
    private volatile boolean running;

    CounterFlush(
            WaitingCounts waiting,
            WaitingViews views,
            CounterRows rows,
            ActivityPartitions partitions,
            AnalyticsProperties properties,
            MeterRegistry meters) {
        this.appearancesInterval = properties.appearancesInterval().toNanos();
        this.waiting = waiting;
        this.views = views;
        this.rows = rows;
        this.partitions = partitions;
        this.written = Timer.builder("user_service.analytics.flush")
                .description("Writing counts to Postgres")
                .register(meters);
        this.repeated = meters.counter(ProfileViews.METER, "outcome", "repeated_elsewhere");
    }

    /** Lets appearances wait longer than the rest: each search has many, which come together for the same people. */
    @Scheduled(fixedDelayString = "${user-service.analytics.flush-interval:1s}")
    synchronized void flush() {
        if (waiting.areMany() || System.nanoTime() - flushed >= appearancesInterval) {
            flushAll();
        } else {
            write(waiting.takeUrgent());
        }
    }

    /** Whether everything that waited could be written. */
    synchronized boolean flushAll() {
        flushed = System.nanoTime();
        return write(waiting.takeAll());
    }

    private boolean write(List<Count> all) {
        List<Count> counts = all;
        List<View> seen = views.takeAll();
        while (!counts.isEmpty() || !seen.isEmpty()) {
            if (!write(first(counts), first(seen))) {
                counts.forEach(waiting::add);
                seen.forEach(views::add);
                return false;
            }
            counts = others(counts);
            seen = others(seen);
        }
        return true;
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(BATCH, all.size()));
    }

    private static <T> List<T> others(List<T> all) {
        return all.subList(Math.min(BATCH, all.size()), all.size());
    }

    private boolean write(List<Count> counts, List<View> seen) {
        try {
            partitions.createFor(
                    Stream.concat(counts.stream().map(Count::of), seen.stream().map(View::of))
                            .map(UserHour::hour)
                            .toList());
            int counted = written.record(() -> rows.add(counts, seen));
            repeated.increment(seen.size() - counted);
            return true;
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The counts of {} people and {} views wait to be written: {}",
                    counts.size(),
                    seen.size(),
                    e.getMessage());
            partitions.forget();
            return false;
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        flushAtLast();
        List<Count> lost = waiting.takeAll();
        List<View> lostViews = views.takeAll();
        if (!lost.isEmpty() || !lostViews.isEmpty()) {
            log.warn("The latest counts of {} people and {} views are lost", lost.size(), lostViews.size());
        }
    }

    // whoever else holds what is needed, lets go of it in a moment
    private void flushAtLast() {
        long end = System.nanoTime() + TO_STOP.toNanos();
        while (!flushAll() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    @Override
    public int getPhase() {
        return BELOW_THE_WEB_SERVER;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
