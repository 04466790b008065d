package dev.userservice.analytics;

import java.time.Instant;

/** How often somebody was looked at until now. Of two of these about one user, that of the higher change is newer. */
record Counters(String userId, long profileViews, long searchAppearances, long change, Instant changedAt) {}
