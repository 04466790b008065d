package dev.userservice.analytics;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes from the indices, hour by hour, what is older than it is kept. */
@Component
class ActivityExpiry {

    private static final Logger log = LoggerFactory.getLogger(ActivityExpiry.class);

    private final ActivityTargets targets;
    private final ActivityRemoval removal;
    private final Retention retention;

    ActivityExpiry(ActivityTargets targets, ActivityRemoval removal, Retention retention) {
        this.targets = targets;
        this.removal = removal;
        this.retention = retention;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void expire() {
        try {
            targets.all().forEach(target -> removal.expire(target.index(), retention.since()));
        } catch (ElasticsearchUnavailableException | DataAccessException e) {
            log.warn("Old activity leaves the index later: {}", e.getMessage());
        }
    }
}
