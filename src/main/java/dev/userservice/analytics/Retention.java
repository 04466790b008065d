package dev.userservice.analytics;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** From when on activity is kept. */
@Component
public class Retention {

    private final ActivityProperties properties;
    private final InstantSource clock;

    Retention(ActivityProperties properties, InstantSource clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** The first hour of those in an index by the hour, and the first day of those there at all. */
    record Since(Instant hours, Instant days) {}

    Since since() {
        Instant now = clock.instant();
        return new Since(now.minus(properties.hours()).truncatedTo(ChronoUnit.HOURS), keptSince(now));
    }

    /** The first day that is certainly there, in the index and in Postgres. */
    public Instant keptSince(Instant now) {
        return now.minus(properties.retention()).truncatedTo(ChronoUnit.DAYS);
    }
}
