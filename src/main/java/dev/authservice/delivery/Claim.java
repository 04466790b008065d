package dev.authservice.delivery;

import java.time.Instant;

/**
 * A message that nobody else sends before the lease ends. One that is not {@code due} was taken to find out whether the User
 * Service is back, and loses none of its own attempts by that.
 */
record Claim(
        String userId,
        String messageId,
        Change change,
        long version,
        Instant changedAt,
        Instant queuedAt,
        int attempts,
        boolean due,
        Instant leasedUntil) {}
