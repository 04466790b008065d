package dev.userservice.trending;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How far back a list looks. A longer one changes more slowly, so it may be kept longer, and asks for more viewers. Ranks
 * are compared with those of an hour or a day ago.
 */
enum Window {
    HOUR("1h", 10, Duration.ofSeconds(30), Duration.ofHours(1)),
    DAY("24h", 20, Duration.ofMinutes(1), Duration.ofDays(1)),
    WEEK("7d", 50, Duration.ofMinutes(5), Duration.ofDays(1)),
    MONTH("30d", 100, Duration.ofMinutes(15), Duration.ofDays(1));

    private final String word;
    private final long fewestViewers;
    private final Duration fresh;
    private final Duration comparison;

    Window(String word, long fewestViewers, Duration fresh, Duration comparison) {
        this.word = word;
        this.fewestViewers = fewestViewers;
        this.fresh = fresh;
        this.comparison = comparison;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Window::word).toList();
    }

    static Window of(String word) {
        return Arrays.stream(values())
                .filter(window -> window.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    String word() {
        return word;
    }

    /** Fewer different viewers make nobody trend, whatever was expected. */
    long fewestViewers() {
        return fewestViewers;
    }

    /** How long a list is good before it is made anew. */
    Duration fresh() {
        return fresh;
    }

    /** How old the list is whose ranks are shown as the previous ones. */
    Duration comparison() {
        return comparison;
    }

    Periods at(Instant now) {
        return switch (this) {
            case HOUR -> Periods.hours(now, Duration.ofHours(1));
            case DAY -> Periods.days(now, Duration.ofHours(24), Grain.HOUR, 7);
            case WEEK -> Periods.days(now, Duration.ofDays(7), Grain.DAY, 28);
            case MONTH -> Periods.days(now, Duration.ofDays(30), Grain.DAY, 30);
        };
    }
}
