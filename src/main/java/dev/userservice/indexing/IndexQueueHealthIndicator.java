package dev.userservice.indexing;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** DEGRADED when changes wait too long for the index, or documents are refused; the service itself still works. */
@Component
class IndexQueueHealthIndicator extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final IndexFreshness freshness;
    private final InstantSource clock;
    private final IndexingProperties properties;

    IndexQueueHealthIndicator(IndexFreshness freshness, InstantSource clock, IndexingProperties properties) {
        this.freshness = freshness;
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        IndexQueue.Backlog backlog = freshness.backlog();
        Duration behind = Duration.between(freshness.asOf(), clock.instant());
        boolean late = behind.compareTo(properties.late()) > 0;
        health.status(late || backlog.quarantined() > 0 ? DEGRADED : Status.UP)
                .withDetail("asOf", freshness.asOf())
                .withDetail("depth", backlog.depth())
                .withDetail("quarantined", backlog.quarantined());
        if (late) {
            health.withDetail("reason", "changes wait for the index since " + behind.toSeconds() + " s");
        } else if (backlog.quarantined() > 0) {
            health.withDetail("reason", "Elasticsearch refuses " + backlog.quarantined() + " documents");
        }
    }
}
