package dev.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How many users a run is about, how long it should take, and how often what takes longest is done in turns. */
enum Scale {
    SMALL("10k", 10_000, Duration.ofMinutes(10), 6),
    USUAL("100k", 100_000, Duration.ofMinutes(10), 2),
    LARGE("1m", 1_000_000, Duration.ofMinutes(40), 2);

    private final String word;
    private final int users;
    private final Duration limit;
    private final int rebuilds;

    Scale(String word, int users, Duration limit, int rebuilds) {
        this.word = word;
        this.users = users;
        this.limit = limit;
        this.rebuilds = rebuilds;
    }

    static Scale of(String word) {
        return Arrays.stream(values())
                .filter(scale -> scale.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("SCALE is one of " + words()));
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Scale::word).toList();
    }

    String word() {
        return word;
    }

    int users() {
        return users;
    }

    Duration limit() {
        return limit;
    }

    /** Whether there is time for everything. */
    boolean isLong() {
        return limit.compareTo(USUAL.limit) > 0;
    }

    /** How services that have just started are made ready. */
    WarmUp warmUp() {
        return isLong() ? WarmUp.THOROUGH : WarmUp.FROM_COLD;
    }

    int rebuilds() {
        return rebuilds;
    }

    /** How long these take with no more than is necessary. */
    Duration usuallyFor(List<Part> parts) {
        return Duration.ofSeconds(
                parts.stream().mapToLong(part -> part.seconds(users)).sum());
    }
}
