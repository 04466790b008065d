package dev.userservice.trending;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole list, best first, of what was known at {@code asOf}; {@code comparedAt} is when the ranks before were. */
record TrendingList(Instant asOf, @Nullable Instant comparedAt, List<Place> places) {

    /** One place; without a previous rank there was none on the list before, if there was one. */
    record Place(Riser riser, @Nullable Integer previousRank) {}

    boolean isFresh(Window window, Instant now) {
        return now.isBefore(asOf.plus(window.fresh()));
    }
}
