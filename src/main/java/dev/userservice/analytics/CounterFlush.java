package dev.userservice.analytics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
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
    private final CounterRows rows;
    private final ActivityPartitions partitions;
    private final Timer written;
    private volatile boolean running;

    CounterFlush(WaitingCounts waiting, CounterRows rows, ActivityPartitions partitions, MeterRegistry meters) {
        this.waiting = waiting;
        this.rows = rows;
        this.partitions = partitions;
        this.written = Timer.builder("user_service.analytics.flush")
                .description("Writing counts to Postgres")
                .register(meters);
    }

    /** Whether everything that waited could be written. */
    @Scheduled(fixedDelayString = "${user-service.analytics.flush-interval:1s}")
    synchronized boolean flush() {
        List<Count> counts = waiting.takeAll();
        for (int start = 0; start < counts.size(); start += BATCH) {
            if (!write(counts.subList(start, Math.min(start + BATCH, counts.size())))) {
                counts.subList(Math.min(start + BATCH, counts.size()), counts.size())
                        .forEach(waiting::add);
                return false;
            }
        }
        return true;
    }

    private boolean write(List<Count> counts) {
        try {
            partitions.createFor(counts.stream().map(count -> count.of().hour()).toList());
            written.record(() -> rows.add(counts));
            return true;
        } catch (DataAccessException | TransactionException e) {
            log.warn("The counts of {} people wait to be written: {}", counts.size(), e.getMessage());
            counts.forEach(waiting::add);
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
        if (!lost.isEmpty()) {
            log.warn("The latest counts of {} people are lost", lost.size());
        }
    }

    // whoever else holds what is needed, lets go of it in a moment
    private void flushAtLast() {
        long end = System.nanoTime() + TO_STOP.toNanos();
        while (!flush() && System.nanoTime() < end) {
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
