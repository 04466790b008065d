package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run stands. It goes on by itself while running or waiting, and when it is resumed after the next two. */
enum RunState {
    RUNNING,
    WAITING,
    NEEDS_CONFIRMATION,
    FAILED,
    CANCELLED,
    COMPLETED;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
