package dev.userservice.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts what the Auth Service takes of the analytics, and tells how far behind it is. */
@Component
class FeedMetrics {

    private final FeedRows feed;
    private final InstantSource clock;
    private final Counter users;
    private final Counter sent;
    private final Counter failed;
    private volatile @Nullable Instant oldestUntold;

    FeedMetrics(FeedRows feed, InstantSource clock, MeterRegistry meters) {
        this.feed = feed;
        this.clock = clock;
        this.users = meters.counter("user_service.analytics.feed.users");
        this.sent = meters.counter("user_service.analytics.feed.batches", "outcome", "sent");
        this.failed = meters.counter("user_service.analytics.feed.batches", "outcome", "failed");
        Gauge.builder("user_service.analytics.feed.lag.seconds", this::lag)
                .description("Since the oldest change of a counter that the Auth Service does not know of")
                .register(meters);
    }

    void sent(int number) {
        sent.increment();
        users.increment(number);
    }

    void failed() {
        failed.increment();
    }

    @Scheduled(fixedDelayString = "PT5S")
    void takeSample() {
        try {
            oldestUntold = feed.oldestUntold().orElse(null);
        } catch (DataAccessException e) {
            // the lag grows meanwhile, and that is true
        }
    }

    private double lag() {
        Instant oldest = oldestUntold;
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
