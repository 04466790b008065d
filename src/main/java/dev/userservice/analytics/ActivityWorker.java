package dev.userservice.analytics;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.userservice.analytics.ActivityTargets.Target;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.reindexing.Pressure;
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
    private final ActivityUpkeep upkeep;
    private final Pressure pressure;
    private final ActivityProperties properties;

    ActivityWorker(
            ActivityLease leases,
            ActivityTargets targets,
            ActivityUpkeep upkeep,
            Pressure pressure,
            ActivityProperties properties) {
        this.leases = leases;
        this.targets = targets;
        this.upkeep = upkeep;
        this.pressure = pressure;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "${user-service.analytics.activity.carry-interval:5s}")
    void work() {
        try {
            leases.take(properties.lease()).ifPresent(this::work);
        } catch (ElasticsearchUnavailableException | ElasticsearchException | DataAccessException e) {
            log.debug("Activity waits to be carried to the index: {}", e.getMessage());
        }
    }

    private void work(OffsetDateTime taken) {
        Optional<OffsetDateTime> lease = Optional.of(taken);
        try {
            while (lease.isPresent() && isAnythingLeftAfterRound()) {
                lease = leases.extend(lease.get(), properties.lease());
            }
        } finally {
            lease.ifPresent(leases::giveBack);
        }
    }

    private boolean isAnythingLeftAfterRound() {
        boolean more = false;
        RuntimeException failure = null;
        for (Target target : targets.all()) {
            try {
                more |= upkeep.workOn(target) && !isHeldBack(target);
            } catch (ElasticsearchUnavailableException | ElasticsearchException e) {
                // an index that takes no writes must not keep another from taking its place
                failure = e;
            }
        }
        if (!more && failure != null) {
            throw failure;
        }
        return more;
    }

    // whoever searches comes first: a batch until the next time
    private boolean isHeldBack(Target target) {
        return target.state() == ActivityTargets.State.FILLING && pressure.isHigh();
    }
}
