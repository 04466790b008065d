package dev.userservice.validation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Shows the latest report to Prometheus. */
@Component
class ValidationMetrics implements MeterBinder {

    private final CounterChecks checks;
    private final ValidationProperties properties;
    private final InstantSource clock;
    private final Instant start;

    ValidationMetrics(CounterChecks checks, ValidationProperties properties, InstantSource clock) {
        this.checks = checks;
        this.properties = properties;
        this.clock = clock;
        start = clock.instant();
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Arrays.stream(Rule.values())
                .forEach(rule -> Gauge.builder("user_service.validation.open", () -> open(rule))
                        .description("Users whose counters break a rule, and are not repaired")
                        .tag("rule", rule.word())
                        .register(meters));
        Gauge.builder("user_service.validation.age.seconds", this::age)
                .description("Time since the latest check of the counters; before the first, since the start")
                .register(meters);
        Gauge.builder("user_service.validation.interval.seconds", this::interval)
                .description("How often the counters are to be checked; not a number if only on demand")
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
        Instant latest = checks.known().map(Report::finishedAt).orElse(start);
        return seconds(Duration.between(latest, clock.instant()));
    }

    private double interval() {
        return properties.isOn() ? seconds(properties.interval()) : Double.NaN;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
