package dev.userservice.reindexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.indexing.WriteTargets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes a run step by step, and says what stops it. */
@Component
class ReindexWork {

    private static final Logger log = LoggerFactory.getLogger(ReindexWork.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final RunSteps steps;
    private final RunLeases leases;
    private final RunChanges changes;
    private final WriteTargets targets;
    private final ReindexingProperties properties;

    ReindexWork(
            RunSteps steps,
            RunLeases leases,
            RunChanges changes,
            WriteTargets targets,
            ReindexingProperties properties) {
        this.steps = steps;
        this.leases = leases;
        this.changes = changes;
        this.targets = targets;
        this.properties = properties;
    }

    /** Takes the next step; returns the run if there is another for us. */
    Optional<ReindexRun> step(ReindexRun run) {
        try {
            checkNotLost(run);
            return steps.take(run).flatMap(this::goOn);
        } catch (RunLostException e) {
            log.info("Run {} goes on elsewhere or not at present", run.id());
            leases.release(run);
        } catch (RunFailedException e) {
            fail(run, e.reason());
        } catch (BlockedException e) {
            block(run, e.reason());
        } catch (ElasticsearchUnavailableException | DataAccessException | TransactionException e) {
            log.warn("Run {} waits: {}", run.id(), e.getMessage());
            postpone(run, e instanceof ElasticsearchUnavailableException ? "Elasticsearch" : "Postgres");
        } catch (RuntimeException e) {
            log.error("Run {} met something unexpected", run.id(), e);
            stumble(run);
        }
        return Optional.empty();
    }

    private Optional<ReindexRun> goOn(ReindexRun next) {
        boolean more = !next.lifecycle().paused() && (next.state().isAtWork() || next.state() == RunState.SWITCHED);
        if (!more) {
            if (next.state() == RunState.READY) {
                log.warn("Run {} to {} waits for a person, see its report", next.id(), next.newIndex());
            }
            leases.release(next);
            return Optional.empty();
        }
        return leases.renew(next);
    }

    // the index worker gives an index up that takes no writes while the serving one does
    private void checkNotLost(ReindexRun run) {
        if (run.state().isAtWork() && run.state() != RunState.PLANNED) {
            targets.lost(run.newIndex()).ifPresent(reason -> {
                throw new RunFailedException(new BlockedException(run.newIndex(), reason).reason());
            });
        }
    }

    // an alias may have been moved already, which only going on makes whole
    private void stumble(ReindexRun run) {
        String reason = "Something went wrong here; the log says what";
        if (run.state() == RunState.SWITCHED) {
            postpone(run, reason);
        } else {
            block(run, reason);
        }
    }

    private void block(ReindexRun run, String reason) {
        if (waited(run).compareTo(properties.patience()) >= 0) {
            fail(run, reason);
        } else {
            postpone(run, reason);
        }
    }

    private static Duration waited(ReindexRun run) {
        Duration waited = Duration.ZERO;
        for (int attempt = 0; attempt < Math.min(run.attempts(), 1000); attempt++) {
            waited = waited.plus(pause(attempt));
        }
        return waited;
    }

    private void fail(ReindexRun run, String reason) {
        log.error("Run {} to {} has failed: {}", run.id(), run.newIndex(), reason);
        try {
            if (run.state() == RunState.SWITCHED && run.lifecycle().rolledBack()) {
                changes.rollBackNoMore(run, reason);
            } else {
                changes.fail(run, reason);
            }
        } catch (RunLostException e) {
            leases.release(run);
        }
    }

    private void postpone(ReindexRun run, String reason) {
        leases.postpone(run, reason, pause(run.attempts()));
    }

    private static Duration pause(int attempts) {
        Duration doubled = Duration.ofMillis(500L << Math.min(attempts, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
