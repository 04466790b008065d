package dev.userservice.reindexing;

import dev.userservice.indexing.IndexFreshness;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Carries rewrites out, a few users at a time, so that those who change meanwhile do not wait behind everybody. */
@Component
class RewriteWorker {

    private static final Logger log = LoggerFactory.getLogger(RewriteWorker.class);
    private static final int USERS_AT_ONCE = 500;
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(250);
    private static final long MOST_WAITING = 2_000;

    private final Rewrites rewrites;
    private final IndexFreshness freshness;
    private final Stopping stopping;

    RewriteWorker(Rewrites rewrites, IndexFreshness freshness, Stopping stopping) {
        this.rewrites = rewrites;
        this.freshness = freshness;
        this.stopping = stopping;
    }

    @Scheduled(fixedDelay = 1000)
    void work() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = isStepTaken() && !stopping.within(BETWEEN_STEPS);
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("A rewrite goes on when Postgres is back: {}", e.getMessage());
        }
    }

    private boolean isStepTaken() {
        return freshness.backlog().depth() < MOST_WAITING && rewrites.step(USERS_AT_ONCE);
    }
}
