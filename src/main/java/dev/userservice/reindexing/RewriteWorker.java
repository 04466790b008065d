package dev.userservice.reindexing;

import dev.userservice.indexing.IndexFreshness;
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
    private static final int STEPS_A_SECOND = 4;
    private static final long MOST_WAITING = 2_000;

    private final Rewrites rewrites;
    private final IndexFreshness freshness;

    RewriteWorker(Rewrites rewrites, IndexFreshness freshness) {
        this.rewrites = rewrites;
        this.freshness = freshness;
    }

    @Scheduled(fixedDelay = 1000)
    void work() {
        if (freshness.backlog().depth() < MOST_WAITING) {
            try {
                takeSteps();
            } catch (DataAccessException | TransactionException e) {
                log.debug("A rewrite goes on when Postgres is back: {}", e.getMessage());
            }
        }
    }

    private void takeSteps() {
        boolean isUnderWay = true;
        for (int step = 0; step < STEPS_A_SECOND && isUnderWay; step++) {
            isUnderWay = rewrites.step(USERS_AT_ONCE);
        }
    }
}
