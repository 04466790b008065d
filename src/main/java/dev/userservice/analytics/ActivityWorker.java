package dev.userservice.analytics;

import dev.userservice.analytics.ActivityTargets.State;
import dev.userservice.analytics.ActivityTargets.Target;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the indices of activity up to date, one instance at a time, and tries again for ever while it cannot. */
@Component
class ActivityWorker {

    private static final Logger log = LoggerFactory.getLogger(ActivityWorker.class);

    private final ActivityLease leases;
    private final ActivityTargets targets;
    private final ActivityCarrier carrier;
    private final ActivityIndex index;
    private final ActivityProperties properties;

    ActivityWorker(
            ActivityLease leases,
            ActivityTargets targets,
            ActivityCarrier carrier,
            ActivityIndex index,
            ActivityProperties properties) {
        this.leases = leases;
        this.targets = targets;
        this.carrier = carrier;
        this.index = index;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "${user-service.analytics.activity.carry-interval:5s}")
    void work() {
        try {
            Optional<OffsetDateTime> lease = leases.take(properties.lease());
            while (lease.isPresent()) {
                lease = turn(lease.get());
            }
        } catch (ElasticsearchUnavailableException | DataAccessException e) {
            log.debug("Activity waits to be carried to the index: {}", e.getMessage());
        }
    }

    /** One round over all indices. Returns the lease if there is more to do and nobody else does it. */
    private Optional<OffsetDateTime> turn(OffsetDateTime lease) {
        boolean more = false;
        try {
            for (Target target : targets.all()) {
                more |= carry(target);
            }
        } finally {
            if (!more) {
                leases.giveBack(lease);
            }
        }
        return more ? leases.extend(lease, properties.lease()) : Optional.empty();
    }

    private boolean carry(Target target) {
        Optional<Target> carried = carrier.carrySome(carrier.ensureExists(target), properties.batchSize());
        if (carried.isEmpty() && target.state() == State.SERVING && !index.isShown(target.index())) {
            index.show(target.index());
        }
        return carried.isPresent();
    }
}
