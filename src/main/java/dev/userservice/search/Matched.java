package dev.userservice.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the words of a text were found in the best hit: as they are, allowing for typing errors, or only some of them. */
enum Matched {
    ALL_WORDS,
    WITH_TYPOS,
    SOME_WORDS;

    /** Each attempt is made only because those before found nobody, or not enough. */
    static Matched of(Attempt attempt) {
        return switch (attempt) {
            case EXACT, FUZZY_TOO -> ALL_WORDS;
            case FUZZY -> WITH_TYPOS;
            case ANY_WORD -> SOME_WORDS;
        };
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
