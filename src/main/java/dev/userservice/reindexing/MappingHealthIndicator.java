package dev.userservice.reindexing;

import dev.platform.Degraded;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Tells of a pending rebuild. DEGRADED only if documents are refused meanwhile, or the mapping file is no good; all else
 * works as it did before.
 */
@Component
class MappingHealthIndicator extends AbstractHealthIndicator {

    private final PendingChanges changes;

    MappingHealthIndicator(PendingChanges changes) {
        this.changes = changes;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        PendingChanges.State state = changes.state();
        health.status(state.isTrouble() ? Degraded.STATUS : Status.UP).withDetail("reason", state.text());
        if (state.comparison() != null) {
            health.withDetail("change", state.comparison().need())
                    .withDetail("mappingVersion", state.comparison().versions());
        }
    }
}
