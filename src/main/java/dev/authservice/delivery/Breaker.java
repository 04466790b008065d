package dev.authservice.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * Spares a User Service that is away: nothing is sent but one message after each pause, to see whether it is back. It is
 * away if it says so, cannot be reached, or fails on the messages of several users in a row; one message that always
 * fails does not hold up the others.
 */
final class Breaker {

    private final int failuresInARow;
    private final Duration firstPause;
    private final Duration longestPause;
    private final InstantSource clock;

    private final Set<String> failedUsers = new HashSet<>();
    private Duration pause = Duration.ZERO;
    private Instant probeAt = Instant.MIN;
    private boolean probing;

    Breaker(DeliveryProperties properties, InstantSource clock) {
        this.failuresInARow = properties.failuresInARow();
        this.firstPause = properties.firstPause();
        this.longestPause = properties.longestPause();
        this.clock = clock;
    }

    /** Whether everybody waits. */
    synchronized boolean isOpen() {
        return pause.isPositive();
    }

    /** Whether one message may go although everybody waits; whoever is told so has to tell how it went. */
    synchronized boolean startProbe() {
        boolean allowed = isOpen() && !probing && !clock.instant().isBefore(probeAt);
        probing |= allowed;
        return allowed;
    }

    /** There was nothing to probe with. */
    synchronized void abandonProbe() {
        probing = false;
    }

    /** Returns whether this ends an outage. */
    synchronized boolean succeeded() {
        boolean wasOpen = isOpen();
        failedUsers.clear();
        pause = Duration.ZERO;
        probing = false;
        return wasOpen;
    }

    /** A message of this user failed, which may be its own fault. */
    synchronized void failed(String userId, Duration notBefore) {
        failedUsers.add(userId);
        if (isOpen() || failedUsers.size() >= failuresInARow) {
            away(notBefore);
        }
    }

    /** The User Service takes nothing; the pause grows if this came of a probe and not of what was still under way. */
    synchronized void away(Duration notBefore) {
        if (!isOpen() || probing) {
            Duration doubled = isOpen() ? pause.multipliedBy(2) : firstPause;
            pause = doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
            probing = false;
            probeAt = clock.instant().plus(pause);
        }
        Instant asked = clock.instant().plus(notBefore);
        probeAt = asked.isAfter(probeAt) ? asked : probeAt;
    }
}
