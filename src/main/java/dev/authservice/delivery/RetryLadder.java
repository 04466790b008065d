package dev.authservice.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** The pauses between the attempts to send one message, each up to a fifth longer than written down. */
record RetryLadder(List<Duration> pauses) {

    /** Whether nothing follows this many attempts. */
    boolean endsAfter(int attempts) {
        return attempts > pauses.size();
    }

    /** The pause after this many attempts; after the end, the last one. */
    Duration pauseAfter(int attempts, RandomGenerator random) {
        Duration pause = pauses.get(Math.min(attempts, pauses.size()) - 1);
        // messages that failed together do not come back together
        return pause.plusMillis(random.nextLong(pause.toMillis() / 5 + 1));
    }
}
