package dev.userservice.search;

import java.time.Instant;
import java.util.List;

/** Whom a user has marked as favorites. Searches ask; whoever keeps favorites answers, in time or with nobody. */
public interface Favored {

    /** From the oldest to the newest of some favorites, by when they were added. */
    record Range(Instant oldest, Instant newest) {}

    /** Favorites, and from when to when they were added. */
    record Marked(List<String> userIds, Range range) {

        /** Nobody, whenever. */
        public static final Marked NOBODY = new Marked(List.of(), new Range(Instant.EPOCH, Instant.EPOCH));
    }

    /** The newest favorites of this user, so many that a search can look at all of them. */
    Marked newest(String owner);

    /** Those that were added within this range and still are favorites: never anybody whom the range did not have. */
    Marked within(String owner, Range range);
}
