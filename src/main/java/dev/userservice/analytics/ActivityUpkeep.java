package dev.userservice.analytics;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.userservice.analytics.ActivityCarrier.Carried;
import dev.userservice.analytics.ActivityTargets.Target;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what an index needs next. Readers are shown one only when it holds everything, and one is deleted only when they are
 * shown another.
 */
@Component
class ActivityUpkeep {

    private static final Logger log = LoggerFactory.getLogger(ActivityUpkeep.class);

    private final ActivityTargets targets;
    private final ActivityCarrier carrier;
    private final ActivityIndex index;
    private final ActivityRebuilds rebuilds;
    private final ActivityProperties properties;

    ActivityUpkeep(
            ActivityTargets targets,
            ActivityCarrier carrier,
            ActivityIndex index,
            ActivityRebuilds rebuilds,
            ActivityProperties properties) {
        this.targets = targets;
        this.carrier = carrier;
        this.index = index;
        this.rebuilds = rebuilds;
        this.properties = properties;
    }

    /** Returns whether there may be more to do at once. */
    boolean workOn(Target target) {
        return switch (target.state()) {
            case SERVING -> serve(target);
            case FILLING -> fill(target);
            case RETIRED -> remove(target);
        };
    }

    private boolean serve(Target target) {
        Carried carried = carrier.carrySome(carrier.ensureExists(target), properties.batchSize());
        carried.refusal().ifPresent(refusal -> log.error("Index {} refuses activity: {}", target.index(), refusal));
        if (!carried.any() && !index.shown().equals(Set.of(target.index()))) {
            index.show(target.index());
            log.info("Index {} holds all activity and answers", target.index());
        }
        return carried.any();
    }

    private boolean fill(Target target) {
        try {
            Carried carried = carrier.carrySome(carrier.ensureExists(target), properties.batchSize());
            if (carried.refusal().isPresent()) {
                giveUp(target, carried.refusal().get());
            } else if (!carried.any()) {
                rebuilds.complete(target.index());
            }
        } catch (ElasticsearchException e) {
            giveUp(target, String.valueOf(e.error().type()));
        }
        return true;
    }

    private void giveUp(Target target, String reason) {
        log.error("Index {} cannot be filled with activity: {}", target.index(), reason);
        rebuilds.fail(target.index(), reason);
    }

    private boolean remove(Target target) {
        if (index.shown().contains(target.index())) {
            return true;
        }
        index.delete(target.index());
        targets.forget(target);
        return false;
    }
}
