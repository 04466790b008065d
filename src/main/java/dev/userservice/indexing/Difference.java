package dev.userservice.indexing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A user whose document is not what the row in the cache stands for, though nothing waits in the queue. */
public record Difference(String userId, Kind kind, Seen seen) {

    /** How a document differs. */
    public enum Kind {
        /** There is none. */
        MISSING,
        /** It is of an older revision. */
        STALE,
        /** It is of this revision or a newer one, with another content or version than it should have. */
        ALTERED,
        /** Nobody knows of its user. */
        ORPHANED,
        /** Its user was deleted. */
        REVIVED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The revision of the row and the version of the document, 0 where there is none. */
    public record Seen(long revision, long version) {}
}
