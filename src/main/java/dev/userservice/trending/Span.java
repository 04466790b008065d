package dev.userservice.trending;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time from its first instant up to one that is no part of it. */
record Span(Instant from, Instant to) {

    private static final double SECONDS = Duration.ofHours(1).toSeconds();

    double hours() {
        return Math.max(0, Duration.between(from, to).toSeconds()) / SECONDS;
    }

    /** What is left of it after this instant. */
    Span since(Instant start) {
        return start.isAfter(from) ? new Span(start, to) : this;
    }
}
