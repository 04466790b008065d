package dev.userservice.analytics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Computes scores batch by batch for as long as the service runs. */
@Component
class ScoreWorker {

    private static final Logger log = LoggerFactory.getLogger(ScoreWorker.class);

    private final Scoring scoring;

    ScoreWorker(Scoring scoring) {
        this.scoring = scoring;
    }

    @Scheduled(fixedDelayString = "${user-service.analytics.scores.interval:10s}")
    void work() {
        try {
            scoring.computeSome();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Scores are computed later: {}", e.getMessage());
        }
    }
}
