package dev.userservice.search;

import java.time.Duration;

/** When an answer is due at the latest, whatever has to be waited for until then. */
record Deadline(long nanoTime) {

    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left; negative once it is over. */
    Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    /** This one, or a later one if less than {@code least} is left. */
    Deadline leaving(Duration least) {
        return left().compareTo(least) < 0 ? after(least) : this;
    }
}
