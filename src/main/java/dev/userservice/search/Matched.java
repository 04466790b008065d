package dev.userservice.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the words of a text were found in the best hit: as they are, allowing for typing errors, or only some of them. */
enum Matched {
    ALL_WORDS,
    WITH_TYPOS,
    SOME_WORDS;

    static Matched of(double points) {
        if (points >= Match.ANYWHERE.points()) {
            return ALL_WORDS;
        }
        return points >= Match.FUZZY_ANYWHERE.points() ? WITH_TYPOS : SOME_WORDS;
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
