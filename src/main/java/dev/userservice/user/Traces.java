package dev.userservice.user;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A place that may keep something of a user, asked to prove that nothing is left of a deleted one. */
public interface Traces {

    /** What a place answers; one that cannot be asked just now proves nothing. */
    enum Trace {
        ABSENT,
        PRESENT,
        UNKNOWN;

        public static Trace of(boolean present) {
            return present ? PRESENT : ABSENT;
        }

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The name of the place, as an admin reads it. */
    String place();

    /** Whether anything of this user is there right now. */
    Trace of(String userId);
}
