package dev.userservice.sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How synchronization stands, looked up now and then so that health and metrics cost nothing. */
@Component
class SyncSamples {

    private final DriftRanges ranges;
    private final DriftFindings findings;
    private final WebhookInbox inbox;
    private final DriftProperties properties;
    private final InstantSource clock;
    private volatile Sample sample;

    SyncSamples(
            DriftRanges ranges,
            DriftFindings findings,
            WebhookInbox inbox,
            DriftProperties properties,
            InstantSource clock) {
        this.ranges = ranges;
        this.findings = findings;
        this.inbox = inbox;
        this.properties = properties;
        this.clock = clock;
        sample = new Sample(clock.instant(), 0, 0, null);
    }

    /**
     * Everybody has been compared since {@code everybodySince}; of the {@code open} differences these are there for too
     * long.
     */
    record Sample(
            Instant everybodySince,
            long open,
            long openTooLong,
            @Nullable Instant lastWebhook) {}

    Sample latest() {
        return sample;
    }

    @Scheduled(fixedDelay = 2000)
    void take() {
        try {
            sample = new Sample(
                    ranges.oldestVerified(),
                    findings.openFor(Duration.ZERO),
                    findings.openFor(properties.grace()),
                    inbox.lastReceived().orElse(null));
        } catch (DataAccessException e) {
            // the last sample grows old, and that is what a reader should see
        }
    }

    void register(MeterRegistry meters) {
        gauge(
                meters,
                "drift.oldest.verified.seconds",
                "Time since everybody was last compared",
                now -> age(now.everybodySince()));
        gauge(
                meters,
                "drift.within.seconds",
                "Within which everybody is to be compared, not a number if nobody is",
                _ -> properties.rate() == 0 ? Double.NaN : seconds(properties.within()));
        gauge(meters, "drift.open", "Differences that are not gone yet", Sample::open);
        gauge(
                meters,
                "webhooks.last.age.seconds",
                "Time since the last webhook, not a number if there was none",
                now -> now.lastWebhook() == null ? Double.NaN : age(now.lastWebhook()));
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Sample> value) {
        Gauge.builder("user_service." + name, () -> value.applyAsDouble(sample))
                .description(description)
                .register(meters);
    }

    private double age(Instant moment) {
        return seconds(Duration.between(moment, clock.instant()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
