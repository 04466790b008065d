package dev.userservice.analytics;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** From when on activity is in an index. */
@Component
class Retention {

    private final ActivityProperties properties;
    private final InstantSource clock;

    Retention(ActivityProperties properties, InstantSource clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** The first hour of those that are there by the hour, and the first day of those that are there at all. */
    record Since(Instant hours, Instant days) {}

    Since since() {
        Instant now = clock.instant();
        return new Since(
                now.minus(properties.hours()).truncatedTo(ChronoUnit.HOURS),
                now.minus(properties.retention()).truncatedTo(ChronoUnit.DAYS));
    }
}
