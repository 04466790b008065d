package dev.userservice.analytics;

import dev.userservice.analytics.ActivityErasures.Erasure;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.Traces;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes the indices of activity forget deleted users, as soon as Elasticsearch lets it. */
@Component
class ActivityErasure implements Traces {

    // as many conditions as fit into a query
    private static final int BATCH = 200;

    private static final Logger log = LoggerFactory.getLogger(ActivityErasure.class);

    private final ActivityErasures erasures;
    private final ActivityTargets targets;
    private final ActivityRemoval removal;
    private final Elasticsearch elasticsearch;
    private final ActivityProperties properties;

    ActivityErasure(
            ActivityErasures erasures,
            ActivityTargets targets,
            ActivityRemoval removal,
            Elasticsearch elasticsearch,
            ActivityProperties properties) {
        this.erasures = erasures;
        this.targets = targets;
        this.removal = removal;
        this.elasticsearch = elasticsearch;
        this.properties = properties;
    }

    @Scheduled(fixedDelay = 1000)
    void removeWhatIsDue() {
        try {
            List<Erasure> due = erasures.due(BATCH);
            while (!due.isEmpty()) {
                remove(due);
                due = erasures.due(BATCH);
            }
        } catch (ElasticsearchUnavailableException | DataAccessException e) {
            log.warn("The activity of deleted users is erased later: {}", e.getMessage());
        }
    }

    private void remove(List<Erasure> due) {
        targets.all().forEach(target -> removal.erase(target.index(), due));
        erasures.done(due, properties.onTheWay());
    }

    @Override
    public String place() {
        return "activity";
    }

    @Override
    public Trace of(String userId) {
        if (erasures.isWaiting(userId)) {
            return Trace.PRESENT;
        }
        try {
            return Trace.of(elasticsearch
                            .search(client -> client.count(count -> count.index(ActivityIndex.ALIAS)
                                    .query(query -> query.term(
                                            term -> term.field("user_id").value(userId)))))
                            .count()
                    > 0);
        } catch (ElasticsearchUnavailableException e) {
            return Trace.UNKNOWN;
        }
    }
}
