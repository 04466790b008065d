package dev.userservice.sync;

import dev.platform.Degraded;
import java.util.List;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** DEGRADED when no webhook came for longer than usual, where that is a sign of trouble. */
@Component
class WebhooksHealthIndicator extends AbstractHealthIndicator {

    private final SyncConcerns concerns;

    WebhooksHealthIndicator(SyncConcerns concerns) {
        this.concerns = concerns;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> reasons = concerns.aboutWebhooks();
        health.status(reasons.isEmpty() ? Status.UP : Degraded.STATUS);
        reasons.stream().findFirst().ifPresent(reason -> health.withDetail("reason", reason));
    }
}
