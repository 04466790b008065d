package dev.userservice.sync;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Compares the index with the cache for as long as the service runs, who waits longest first: slowly by itself, and as
 * fast as it can while a pass is asked for. Any instance may take any step.
 */
@Component
class DriftControl implements SmartLifecycle {

    private static final long REST_MILLIS = 200;
    private static final long REST_AFTER_FAILURE_MILLIS = 5_000;
    private static final int STEPS_A_TURN = 10;
    private static final int SECONDS_TO_STOP = 5;

    private static final Logger log = LoggerFactory.getLogger(DriftControl.class);

    private final DriftRanges ranges;
    private final DriftPasses passes;
    private final DriftStep steps;
    private final DriftProperties properties;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("drift-control").unstarted(this::work);
    private double allowance;

    DriftControl(DriftRanges ranges, DriftPasses passes, DriftStep steps, DriftProperties properties) {
        this.ranges = ranges;
        this.passes = passes;
        this.steps = steps;
        this.properties = properties;
    }

    // the loop must outlive every failure, or nothing is compared until a restart
    private void work() {
        long rest = REST_MILLIS;
        while (!isLast(rest)) {
            try {
                turn();
                rest = REST_MILLIS;
            } catch (RuntimeException e) {
                log.warn("The drift control waits: {}", e.getMessage());
                rest = REST_AFTER_FAILURE_MILLIS;
            }
        }
    }

    private boolean isLast(long restMillis) {
        try {
            return stopping.await(restMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void turn() {
        allowance = Math.min(allowance + properties.rate() * REST_MILLIS / 1000.0, properties.step());
        steps.settle();
        Optional<DriftPasses.Pass> pass = passes.running();
        if (pass.isPresent()) {
            advance(pass.get());
        } else if (allowance >= 1) {
            watch();
        }
    }

    // what was written or altered before the pass began must be seen by it
    private void advance(DriftPasses.Pass pass) {
        steps.refresh();
        for (int step = 0; step < STEPS_A_TURN && isRunning(); step++) {
            Optional<DriftStep.Taken> taken = steps.take(pass.startedAt(), pass.repair());
            if (taken.isEmpty()) {
                break;
            }
            passes.progress(pass, taken.get().users(), taken.get().found());
        }
        if (passes.finish(pass)) {
            log.info("Drift check {} has compared everybody", pass.id());
        }
    }

    private void watch() {
        Instant before = ranges.now().minus(properties.interval());
        steps.take(before, properties.repair()).ifPresent(taken -> allowance -= Math.max(1, taken.users()));
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        stopping.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_STOP));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive() && stopping.getCount() > 0;
    }
}
