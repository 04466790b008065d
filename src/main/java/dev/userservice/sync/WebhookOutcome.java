package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an accepted delivery did: changed the user, came too late, or had come before. */
enum WebhookOutcome {
    APPLIED,
    STALE,
    DUPLICATE;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
