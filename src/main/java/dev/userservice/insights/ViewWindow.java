package dev.userservice.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The time up to now that views are shown of, in steps of an hour or a day (UTC), the last one as far as it has gone. */
enum ViewWindow {
    DAY("24h", ChronoUnit.HOURS, 24),
    WEEK("7d", ChronoUnit.DAYS, 7),
    MONTH("30d", ChronoUnit.DAYS, 30),
    QUARTER("90d", ChronoUnit.DAYS, 90);

    private final String word;
    private final ChronoUnit unit;
    private final int steps;

    ViewWindow(String word, ChronoUnit unit, int steps) {
        this.word = word;
        this.unit = unit;
        this.steps = steps;
    }

    String word() {
        return word;
    }

    /** The length of a step by name. */
    String grain() {
        return unit == ChronoUnit.HOURS ? "hour" : "day";
    }

    Duration step() {
        return unit.getDuration();
    }

    private Instant from(Instant now) {
        return now.truncatedTo(unit).minus(steps - 1L, unit);
    }

    /** The window before begins here, and ends where this one begins. */
    Instant formerFrom(Instant now) {
        return from(now).minus(steps, unit);
    }

    /** Whether all that was in the window before is kept, of what is kept since then. */
    boolean isCompared(Instant now, Instant keptSince) {
        return !formerFrom(now).isBefore(keptSince);
    }

    /** When each step begins, the oldest first, of those kept. */
    List<Instant> starts(Instant now, Instant keptSince) {
        return LongStream.range(0, steps)
                .mapToObj(step -> from(now).plus(step, unit))
                .filter(start -> !start.isBefore(keptSince))
                .toList();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ViewWindow::word).toList();
    }

    static ViewWindow of(String word) {
        return Arrays.stream(values())
                .filter(window -> window.word.equals(word))
                .findFirst()
                .orElseThrow();
    }
}
