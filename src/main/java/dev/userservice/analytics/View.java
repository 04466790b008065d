package dev.userservice.analytics;

import java.time.Instant;

/** Somebody, told apart by a hash, looked at a person. */
record View(String userId, long viewer, Instant at) {

    UserHour of() {
        return UserHour.of(userId, at);
    }

    Count count() {
        return Count.profileView(of(), viewer);
    }
}
