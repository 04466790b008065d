package dev.authservice.delivery;

import java.util.Optional;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** DEGRADED when changes wait too long for the User Service, or messages were given up; the service itself still works. */
@Component
class DeliveriesHealthIndicator extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final DeadLetters outbox;
    private final DeliveryProperties properties;

    DeliveriesHealthIndicator(DeadLetters outbox, DeliveryProperties properties) {
        this.outbox = outbox;
        this.properties = properties;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Backlog backlog = outbox.backlog();
        Optional<String> concern = concern(backlog);
        health.status(concern.isEmpty() ? Status.UP : DEGRADED)
                .withDetail("queued", backlog.queued())
                .withDetail("dead", backlog.dead());
        concern.ifPresent(reason -> health.withDetail("reason", reason));
    }

    private Optional<String> concern(Backlog backlog) {
        if (backlog.oldestSeconds() > properties.late().toSeconds()) {
            return Optional.of("the User Service has not been told of a change for %d s"
                    .formatted(Math.round(backlog.oldestSeconds())));
        }
        return backlog.dead() == 0
                ? Optional.empty()
                : Optional.of(backlog.dead() + " messages to the User Service were given up");
    }
}
