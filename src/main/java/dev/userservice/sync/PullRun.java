package dev.userservice.sync;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes a run step by step from the first page to the last delete, and says what stopped it. */
@Component
class PullRun {

    private static final Logger log = LoggerFactory.getLogger(PullRun.class);

    private final SyncRuns runs;
    private final PullStep pull;
    private final SweepStep sweep;
    private final PullMetrics metrics;
    private final PullProperties properties;

    PullRun(SyncRuns runs, PullStep pull, SweepStep sweep, PullMetrics metrics, PullProperties properties) {
        this.runs = runs;
        this.pull = pull;
        this.sweep = sweep;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** Takes the next step; returns the run if there is another, as long as it is ours. */
    Optional<SyncRun> step(SyncRun run, BooleanSupplier isStopping) {
        try {
            Optional<SyncRun> next = advance(run);
            next.ifPresent(after -> metrics.advanced(run, after));
            return next;
        } catch (RunLostException e) {
            log.info("Run {} was cancelled or taken over", run.id());
            return Optional.empty();
        } catch (RuntimeException e) {
            if (isStopping.getAsBoolean()) {
                return Optional.of(run);
            }
            stop(run, e);
            return Optional.empty();
        }
    }

    private Optional<SyncRun> advance(SyncRun run) {
        if (!run.listed()) {
            return Optional.of(pull.take(run));
        }
        Optional<String> objection = sweep.objection(run);
        if (objection.isPresent()) {
            end(run, RunState.NEEDS_CONFIRMATION, objection.get());
            return Optional.empty();
        }
        Optional<SyncRun> next = sweep.take(run);
        if (next.isEmpty()) {
            end(run, RunState.COMPLETED, null);
        }
        return next;
    }

    private void stop(SyncRun run, RuntimeException cause) {
        switch (cause) {
            case SourceUnavailableException e -> postpone(run, e.reason());
            case SourceException e -> end(run, RunState.FAILED, e.reason());
            case DataAccessException e -> waitForPostgres(run, e);
            case TransactionException e -> waitForPostgres(run, e);
            default -> {
                log.error("Run {} met something unexpected", run.id(), cause);
                postpone(run, "Something went wrong here; the log says what");
            }
        }
    }

    private void waitForPostgres(SyncRun run, RuntimeException cause) {
        log.warn("Run {} waits for Postgres: {}", run.id(), cause.getMessage());
        postpone(run, "Postgres did not take the last step");
    }

    private void postpone(SyncRun run, String reason) {
        if (run.attempts() + 1 >= properties.attempts()) {
            end(run, RunState.FAILED, reason + "; given up after " + properties.attempts() + " attempts");
            return;
        }
        log.warn("Run {} waits: {}", run.id(), reason);
        runs.postpone(run, reason, properties.delay(run.attempts()));
    }

    private void end(SyncRun run, RunState state, @Nullable String reason) {
        runs.end(run, state, reason);
        metrics.ended(state);
        log.info(
                "Run {} is {} after {} users{}",
                run.id(),
                state.wireName(),
                run.read(),
                reason == null ? "" : ": " + reason);
    }
}
