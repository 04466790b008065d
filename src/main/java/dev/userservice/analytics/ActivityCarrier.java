package dev.userservice.analytics;

import dev.userservice.analytics.ActivityRows.Batch;
import dev.userservice.analytics.ActivityTargets.Target;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries changes of activity to an index in their order. How far it came is written down after the index has it, so that
 * some may be written twice and none is left out; the index keeps the later of two.
 */
@Component
class ActivityCarrier {

    private static final Logger log = LoggerFactory.getLogger(ActivityCarrier.class);

    private final ActivityRows rows;
    private final ActivityTargets targets;
    private final ActivityIndex index;
    private final ActivityWriter writer;
    private final Retention retention;

    ActivityCarrier(
            ActivityRows rows,
            ActivityTargets targets,
            ActivityIndex index,
            ActivityWriter writer,
            Retention retention) {
        this.rows = rows;
        this.targets = targets;
        this.index = index;
        this.writer = writer;
        this.retention = retention;
    }

    /** Creates the index if it is not there, or not any more. */
    Target ensureExists(Target target) {
        if (index.exists(target.index())) {
            return target;
        }
        // first, or a kill between the two would leave an empty index that is thought to be full
        targets.restart(target);
        index.create(target.index());
        log.info("Index {} is being filled with activity", target.index());
        return new Target(target.index(), target.state(), 0);
    }

    /** What became of the next changes: whether there were any, and why the index refuses some for ever. */
    record Carried(boolean any, Optional<String> refusal) {}

    /**
     * Carries the next changes, so many at most.
     *
     * @throws ElasticsearchUnavailableException if they have to be carried again
     */
    Carried carrySome(Target target, int most) {
        Optional<Batch> next = rows.next(target.carried(), most);
        if (next.isEmpty()) {
            return new Carried(false, Optional.empty());
        }
        List<ActivityDocument> documents = rows.documents(target.carried(), next.get(), retention.since());
        Optional<String> refusal = writer.write(target.index(), documents);
        targets.advance(target, next.get());
        return new Carried(true, refusal);
    }
}
