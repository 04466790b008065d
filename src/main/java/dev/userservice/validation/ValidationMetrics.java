package dev.userservice.validation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Shows the latest report to Prometheus. */
@Component
class ValidationMetrics implements MeterBinder {

    private final CounterChecks checks;
    private final InstantSource clock;

    ValidationMetrics(CounterChecks checks, InstantSource clock) {
        this.checks = checks;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Arrays.stream(Rule.values())
                .forEach(rule -> Gauge.builder("user_service.validation.open", () -> open(rule))
                        .description("Users whose counters break a rule, and are not repaired")
                        .tag("rule", rule.word())
                        .register(meters));
        Gauge.builder("user_service.validation.age.seconds", this::age)
                .description("Time since the latest check of the counters; 0 before the first")
                .register(meters);
    }

    private long open(Rule rule) {
        return checks.known().stream()
                .flatMap(report -> report.findings().stream())
                .filter(finding -> finding.rule().equals(rule.word()))
                .mapToLong(finding -> finding.users() - finding.repaired())
                .sum();
    }

    private double age() {
        return checks.known()
                .map(report ->
                        Duration.between(report.finishedAt(), clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
