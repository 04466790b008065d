package dev.authservice.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts and times what is sent, by what became of it, and tells whether the User Service is left alone. */
@Component
class DeliveryMetrics {

    private final MeterRegistry meters;

    DeliveryMetrics(MeterRegistry meters, Breaker breaker) {
        this.meters = meters;
        Gauge.builder("auth_service.deliveries.paused", breaker, open -> open.isOpen() ? 1 : 0)
                .description("1 while the User Service is away and tried only now and then")
                .register(meters);
    }

    void sent(Claim claim, Outcome outcome, Duration took) {
        Timer.builder("auth_service.deliveries")
                .description("Webhooks sent, by change and outcome")
                .tag("type", claim.change().type())
                .tag("outcome", name(outcome))
                .register(meters)
                .record(took);
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken _ -> "taken";
            case Outcome.Refused _ -> "refused";
            case Outcome.Failed _ -> "failed";
            case Outcome.Away _ -> "away";
        };
    }
}
