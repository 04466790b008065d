package dev.userservice.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the words of a text were found in the best hit: as they are, allowing for typing errors, or only some of them. */
enum Matched {
    ALL_WORDS,
    WITH_TYPOS,
    SOME_WORDS;

    /** Each attempt is made only because those before found nobody, or not enough; then the best may be a guess. */
    static Matched of(Attempt attempt, double bestPoints) {
        return switch (attempt) {
            case EXACT -> ALL_WORDS;
            case FUZZY_TOO -> bestPoints < Match.ANYWHERE.points() ? WITH_TYPOS : ALL_WORDS;
            case FUZZY -> WITH_TYPOS;
            case ANY_WORD -> SOME_WORDS;
        };
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
