package dev.userservice.analytics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells how far the activity index is behind. */
@Component
class ActivityLag {

    private final ActivityTargets targets;
    private final InstantSource clock;
    private volatile @Nullable Instant oldestWaiting;

    ActivityLag(ActivityTargets targets, InstantSource clock, MeterRegistry meters) {
        this.targets = targets;
        this.clock = clock;
        Gauge.builder("user_service.analytics.activity.lag.seconds", this::lag)
                .description("Since the oldest activity that the index does not have")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT5S")
    void takeSample() {
        try {
            oldestWaiting = targets.oldestWaiting().orElse(null);
        } catch (DataAccessException e) {
            // the lag grows meanwhile, and that is true
        }
    }

    private double lag() {
        Instant oldest = oldestWaiting;
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
