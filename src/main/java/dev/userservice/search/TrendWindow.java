package dev.userservice.search;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** The time up to now that trends are of: so many hours or days (UTC), the current one as far as it has gone. */
enum TrendWindow {
    DAY("24h", ChronoUnit.HOURS, 24, 1),
    WEEK("7d", ChronoUnit.DAYS, 7, 5),
    MONTH("30d", ChronoUnit.DAYS, 30, 15);

    private final String word;
    private final ChronoUnit unit;
    private final int units;
    private final int lifetimes;

    TrendWindow(String word, ChronoUnit unit, int units, int lifetimes) {
        this.word = word;
        this.unit = unit;
        this.units = units;
        this.lifetimes = lifetimes;
    }

    String word() {
        return word;
    }

    /** What it is summed up by. */
    String grain() {
        return unit == ChronoUnit.HOURS ? "hour" : "day";
    }

    /** How many times as long its trends hold as those of the shortest. */
    int lifetimes() {
        return lifetimes;
    }

    Instant from(Instant now) {
        return now.truncatedTo(unit).minus(units - 1L, unit);
    }

    /** The window before begins here, and ends where this one begins. */
    Instant formerFrom(Instant now) {
        return from(now).minus(units, unit);
    }

    /** How long the former window is, measured by what has gone by of this one. */
    double lengthOfFormer(Instant now) {
        return (double) unit.getDuration().multipliedBy(units).toMillis()
                / Math.max(1, Duration.between(from(now), now).toMillis());
    }

    static List<String> words() {
        return Arrays.stream(values()).map(TrendWindow::word).toList();
    }

    static TrendWindow of(String word) {
        return Arrays.stream(values())
                .filter(window -> window.word.equals(word))
                .findFirst()
                .orElseThrow();
    }
}
