package dev.userservice.sync;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Works on the run that is due for as long as the service runs; one instance at a time does. A stop gives the run back,
 * so that another instance, or this one after its start, goes on from the checkpoint.
 */
@Component
class PullWorker implements SmartLifecycle {

    private static final long STOP_MILLIS = 5000;

    private static final Logger log = LoggerFactory.getLogger(PullWorker.class);

    private final SyncRuns runs;
    private final PullRun pull;
    private final PullProperties properties;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("pull-worker").unstarted(this::work);
    private volatile boolean stopping;

    PullWorker(SyncRuns runs, PullRun pull, PullProperties properties) {
        this.runs = runs;
        this.pull = pull;
        this.properties = properties;
    }

    /** Looks for a run now rather than at the next poll. */
    void wake() {
        wakeUps.release();
    }

    @Override
    public void start() {
        thread.start();
    }

    private void work() {
        while (!stopping) {
            try {
                claim().ifPresent(this::work);
                boolean woken = wakeUps.tryAcquire(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                log.trace("Looking for a run, woken: {}", woken);
            } catch (InterruptedException e) {
                // by the stop, which is looked at next
            } catch (Throwable e) {
                log.error("A run could not be worked on", e);
            }
        }
    }

    private Optional<SyncRun> claim() {
        try {
            return runs.claim(properties.lease());
        } catch (DataAccessException e) {
            log.debug("Postgres cannot be asked for a run: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void work(SyncRun claimed) {
        log.info("Run {} goes on after \"{}\"", claimed.id(), claimed.checkpoint());
        Optional<SyncRun> run = Optional.of(claimed);
        while (run.isPresent()) {
            if (stopping) {
                var _ = Thread.interrupted();
                runs.release(run.get());
                return;
            }
            run = pull.step(run.get(), () -> stopping);
        }
    }

    @Override
    public void stop() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }
}
