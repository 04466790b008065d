package dev.userservice.reindexing;

import dev.platform.Degraded;
import java.util.Optional;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Tells of the latest rebuild; DEGRADED when nobody works on it although somebody should. */
@Component
class ReindexHealthIndicator extends AbstractHealthIndicator {

    private final ReindexSamples samples;

    ReindexHealthIndicator(ReindexSamples samples) {
        this.samples = samples;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Optional<RunView> run = samples.latest();
        boolean stalled = samples.isStalled();
        health.status(stalled ? Degraded.STATUS : Status.UP);
        run.ifPresent(latest -> health.withDetail("run", latest.id())
                .withDetail("state", latest.state())
                .withDetail("reason", stalled ? "nobody works on run " + latest.id() : latest.message()));
    }
}
