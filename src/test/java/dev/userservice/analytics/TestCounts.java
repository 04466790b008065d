package dev.userservice.analytics;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of this hour, views each by somebody else. */
final class TestCounts {

    private static final AtomicLong VIEWERS = new AtomicLong();

    private TestCounts() {}

    static Count view(String userId) {
        return view(userId, InstantSource.system().instant());
    }

    static Count view(String userId, Instant moment) {
        return Count.profileView(UserHour.of(userId, moment), VIEWERS.incrementAndGet());
    }

    static Count appearance(String userId) {
        return Count.searchAppearance(UserHour.of(userId, InstantSource.system().instant()));
    }
}
