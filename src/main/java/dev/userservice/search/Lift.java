package dev.userservice.search;

import org.jspecify.annotations.Nullable;

/** Whose favorites a search lifts, and which; nobody's unless the caller is known and has some. */
record Lift(@Nullable String owner, Favored.Marked marked) {

    static final Lift NONE = new Lift(null, Favored.Marked.NOBODY);

    boolean isWanted() {
        return owner != null;
    }
}
