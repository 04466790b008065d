package dev.userservice.analytics;

import java.time.Instant;

/**
 * Somebody, told apart by a hash, looked at a person. {@code former} is the hash that a view of a while before has, another
 * one only if a day began meanwhile.
 */
record View(String userId, long viewer, long former, Instant at) {

    View(String userId, long viewer, Instant at) {
        this(userId, viewer, viewer, at);
    }

    UserHour of() {
        return UserHour.of(userId, at);
    }

    Count count() {
        return Count.profileView(of(), viewer);
    }
}
