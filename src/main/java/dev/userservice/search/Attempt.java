package dev.userservice.search;

import java.util.Optional;

/** How strictly the words of a text are taken; each is tried only when the one before finds too little. */
enum Attempt {
    /** As the words stand. */
    EXACT,
    /** Typing errors and endings forgiven, besides the few that were found without. */
    FUZZY_TOO,
    /** Typing errors and endings forgiven; without, there is nobody. */
    FUZZY,
    /** Some of the words are enough; there is nobody with all of them. */
    ANY_WORD;

    private static final int FEW = 3;

    /** The attempt after this one, if this one found too little: nobody, or a few with nothing in name or handle. */
    Optional<Attempt> after(long found, double bestPoints) {
        return switch (this) {
            case EXACT -> found == 0 ? Optional.of(FUZZY) : fewAndWeak(found, bestPoints);
            case FUZZY_TOO, FUZZY -> found == 0 ? Optional.of(ANY_WORD) : Optional.empty();
            case ANY_WORD -> Optional.empty();
        };
    }

    private static Optional<Attempt> fewAndWeak(long found, double bestPoints) {
        return areFew(found) && bestPoints < Match.BEGINNINGS.points() ? Optional.of(FUZZY_TOO) : Optional.empty();
    }

    static boolean areFew(long found) {
        return found > 0 && found < FEW;
    }
}
