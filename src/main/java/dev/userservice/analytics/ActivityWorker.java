package dev.userservice.analytics;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees to it that there is an index of activity. */
@Component
class ActivityWorker {

    private static final Logger log = LoggerFactory.getLogger(ActivityWorker.class);

    private final ActivityIndex index;
    private final ActivityTargets targets;

    ActivityWorker(ActivityIndex index, ActivityTargets targets) {
        this.index = index;
        this.targets = targets;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void work() {
        try {
            ensureExists(targets.serving());
        } catch (ElasticsearchUnavailableException | DataAccessException e) {
            log.debug("Activity waits: {}", e.getMessage());
        }
    }

    private void ensureExists(String serving) {
        if (!index.exists(serving)) {
            index.create(serving);
            targets.restart(serving);
        }
        if (!index.isShown(serving)) {
            index.show(serving);
        }
    }
}
