package dev.userservice.trending;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How finely activity is added up; hours and days of UTC. */
enum Grain {
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Grain(ChronoUnit unit) {
        this.unit = unit;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Duration length() {
        return unit.getDuration();
    }

    double hours() {
        return length().toHours();
    }

    Instant floor(Instant time) {
        return time.truncatedTo(unit);
    }

    Instant ceiling(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? time : floor.plus(length());
    }
}
