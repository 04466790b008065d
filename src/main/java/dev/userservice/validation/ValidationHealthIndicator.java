package dev.userservice.validation;

import dev.platform.Degraded;
import java.util.Optional;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** DEGRADED when the latest check found counters that are wrong and not repaired. */
@Component
class ValidationHealthIndicator extends AbstractHealthIndicator {

    private final CounterChecks checks;

    ValidationHealthIndicator(CounterChecks checks) {
        this.checks = checks;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Optional<Report> report = checks.known();
        long open = report.map(Report::open).orElse(0L);
        health.status(open > 0 ? Degraded.STATUS : Status.UP);
        report.ifPresent(latest -> health.withDetail("checkedAt", latest.finishedAt()));
        if (open > 0) {
            health.withDetail("reason", open + " counters of users are wrong and not repaired");
        }
    }
}
