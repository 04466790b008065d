package dev.userservice.sync;

import dev.userservice.indexing.RecentLags;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;

/** Counts and times webhooks by type and outcome, without any of their content. */
@Component
class WebhookMetrics {

    private static final String UNAUTHORIZED = "unauthorized";

    private final MeterRegistry meters;
    private final RecentLags lags;

    WebhookMetrics(MeterRegistry meters, RecentLags lags) {
        this.meters = meters;
        this.lags = lags;
        // from the start, so that an alert sees the first ones too
        for (WebhookType type : WebhookType.values()) {
            timer(type, UNAUTHORIZED);
        }
    }

    private Timer timer(WebhookType type, String outcome) {
        return meters.timer("user_service.webhooks", "type", type.wireName(), "outcome", outcome);
    }

    WebhookController.Receipt timed(WebhookType type, Supplier<WebhookController.Receipt> work) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            WebhookController.Receipt receipt = work.get();
            outcome = receipt.outcome().wireName();
            return receipt;
        } catch (RuntimeException e) {
            outcome = e instanceof ErrorResponse refusal
                    ? refused(refusal.getStatusCode().value())
                    : "failed";
            throw e;
        } finally {
            long nanos = sample.stop(timer(type, outcome));
            if (outcome.equals(WebhookOutcome.APPLIED.wireName())) {
                lags.add(RecentLags.Stretch.WEBHOOK_TO_CACHE, Duration.ofNanos(nanos));
            }
        }
    }

    private static String refused(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 408 -> "too_slow";
            case 413 -> "too_large";
            // there is too much to do to listen
            case 503 -> "failed";
            default -> "invalid";
        };
    }
}
