package dev.userservice.search;

import java.util.Optional;

/** How strictly the words of a text are taken; each is tried only when the one before finds too little. */
enum Attempt {
    EXACT,
    FUZZY,
    ANY_WORD;

    private static final int FEW = 3;

    /** The attempt after this one, if this one found too little: nobody, or a few with nothing in name or handle. */
    Optional<Attempt> after(long found, double bestPoints) {
        boolean tooLittle = found == 0 || (this == EXACT && found < FEW && bestPoints < Match.BEGINNINGS.points());
        return tooLittle ? next() : Optional.empty();
    }

    private Optional<Attempt> next() {
        return switch (this) {
            case EXACT -> Optional.of(FUZZY);
            case FUZZY -> Optional.of(ANY_WORD);
            case ANY_WORD -> Optional.empty();
        };
    }
}
