package dev.userservice.indexing;

import dev.platform.Degraded;
import java.util.List;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** DEGRADED when changes wait too long for the index, or documents are refused; the service itself still works. */
@Component
class IndexQueueHealthIndicator extends AbstractHealthIndicator {

    private final IndexFreshness freshness;

    IndexQueueHealthIndicator(IndexFreshness freshness) {
        this.freshness = freshness;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        IndexQueue.Backlog backlog = freshness.backlog();
        List<String> concerns = freshness.concerns();
        health.status(concerns.isEmpty() ? Status.UP : Degraded.STATUS)
                .withDetail("asOf", freshness.asOf())
                .withDetail("depth", backlog.depth())
                .withDetail("quarantined", backlog.quarantined());
        concerns.stream().findFirst().ifPresent(concern -> health.withDetail("reason", concern));
    }
}
