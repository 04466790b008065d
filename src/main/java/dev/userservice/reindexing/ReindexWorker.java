package dev.userservice.reindexing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Works on the run there is something to do for, as long as the service runs; one instance at a time does. The lease is
 * renewed beside the work, as a step may take long.
 */
@Component
class ReindexWorker implements SmartLifecycle {

    private static final Duration TO_STOP = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(ReindexWorker.class);

    private final RunLeases leases;
    private final ReindexWork work;
    private final Stopping stopping;
    private final ReindexingProperties properties;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicReference<@Nullable ReindexRun> held = new AtomicReference<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("reindex-worker").unstarted(this::work);

    ReindexWorker(RunLeases leases, ReindexWork work, Stopping stopping, ReindexingProperties properties) {
        this.leases = leases;
        this.work = work;
        this.stopping = stopping;
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

    // the loop must outlive every failure, or no run goes on until a restart
    private void work() {
        while (!stopping.isNow()) {
            try {
                leases.claim().ifPresent(this::work);
                boolean woken = wakeUps.tryAcquire(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                log.trace("Looking for a run, woken: {}", woken);
            } catch (DataAccessException | TransactionException e) {
                log.debug("Postgres cannot be asked for a run: {}", e.getMessage());
                stopping.within(properties.pollInterval());
            } catch (Throwable e) {
                log.error("A run could not be worked on", e);
                stopping.within(properties.pollInterval());
            }
        }
    }

    private void work(ReindexRun claimed) {
        log.info(
                "Run {} to {} is {}",
                claimed.id(),
                claimed.newIndex(),
                claimed.state().wireName());
        Optional<ReindexRun> run = Optional.of(claimed);
        try {
            while (run.isPresent()) {
                held.set(run.get());
                if (stopping.isNow()) {
                    leases.release(run.get());
                    return;
                }
                run = work.step(run.get());
            }
        } finally {
            held.set(null);
        }
    }

    @Scheduled(fixedDelayString = "${user-service.reindexing.renewal:4s}")
    void renew() {
        ReindexRun run = held.get();
        if (run != null) {
            try {
                leases.renew(run);
            } catch (DataAccessException | TransactionException e) {
                log.debug("The lease of run {} could not be renewed: {}", run.id(), e.getMessage());
            }
        }
    }

    @Override
    public void stop() {
        wakeUps.release();
        try {
            thread.join(TO_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }
}
