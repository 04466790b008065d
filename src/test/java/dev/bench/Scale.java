package dev.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How many users a run is about. */
enum Scale {
    SMALL("10k", 10_000),
    USUAL("100k", 100_000),
    LARGE("1m", 1_000_000);

    private final String word;
    private final int users;

    Scale(String word, int users) {
        this.word = word;
        this.users = users;
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

    /** Whether there is time for everything. */
    boolean isLong() {
        return this == LARGE;
    }

    /** How services that have just started are made ready. */
    WarmUp warmUp() {
        return isLong() ? WarmUp.THOROUGH : WarmUp.FROM_COLD;
    }
}
