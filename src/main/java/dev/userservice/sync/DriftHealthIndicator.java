package dev.userservice.sync;

import dev.platform.Degraded;
import java.util.List;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** DEGRADED when somebody was compared with the index too long ago, or documents stay different from the cache. */
@Component
class DriftHealthIndicator extends AbstractHealthIndicator {

    private final SyncConcerns concerns;

    DriftHealthIndicator(SyncConcerns concerns) {
        this.concerns = concerns;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> reasons = concerns.aboutDrift();
        health.status(reasons.isEmpty() ? Status.UP : Degraded.STATUS);
        reasons.stream().findFirst().ifPresent(reason -> health.withDetail("reason", reason));
    }
}
