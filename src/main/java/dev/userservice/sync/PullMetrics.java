package dev.userservice.sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts what runs find and how they end; tells how long ago the last complete one was, and whether the latest has
 * stopped.
 */
@Component
class PullMetrics {

    private final MeterRegistry meters;
    private final SyncRuns runs;
    private final InstantSource clock;
    private volatile @Nullable Instant lastCompleted;
    private volatile @Nullable RunState latest;

    PullMetrics(MeterRegistry meters, SyncRuns runs, InstantSource clock) {
        this.meters = meters;
        this.runs = runs;
        this.clock = clock;
        Gauge.builder("user_service.sync.last.complete.run.age.seconds", this::age)
                .description("Since the last complete run ended; none without one")
                .register(meters);
        stopped(RunState.FAILED);
        stopped(RunState.NEEDS_CONFIRMATION);
        for (RunState state : RunState.values()) {
            if (state != RunState.RUNNING && state != RunState.WAITING) {
                meters.counter("user_service.sync.runs", "outcome", state.wireName());
            }
        }
    }

    private void stopped(RunState state) {
        Gauge.builder("user_service.sync.run.stopped", () -> latest == state ? 1 : 0)
                .description("1 while the latest run has stopped like this and waits for somebody")
                .tag("outcome", state.wireName())
                .register(meters);
    }

    void advanced(SyncRun before, SyncRun after) {
        users("changed", after.changed() - before.changed());
        users("unchanged", after.unchanged() - before.unchanged());
        users("stale", after.stale() - before.stale());
        users("invalid", after.invalid() - before.invalid());
        users("deleted", after.deleted() - before.deleted());
    }

    void ended(RunState state) {
        meters.counter("user_service.sync.runs", "outcome", state.wireName()).increment();
    }

    private void users(String outcome, long number) {
        meters.counter("user_service.sync.run.users", "outcome", outcome).increment((double) number);
    }

    @Scheduled(fixedDelayString = "PT15S")
    void takeSample() {
        try {
            lastCompleted = runs.lastCompleted().orElse(null);
            latest = runs.latest(1).stream().findFirst().map(SyncRun::state).orElse(null);
        } catch (DataAccessException e) {
            // the age grows meanwhile, and that is true; whoever was needed still is
        }
    }

    private double age() {
        Instant last = lastCompleted;
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }
}
