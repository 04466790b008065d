package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an admin may do to a run, if its state allows it. */
enum RunAction {
    START,
    PAUSE,
    RESUME,
    THROTTLE,
    CANCEL,
    SWITCH,
    ROLLBACK;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
