package dev.userservice.reindexing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds back whoever fills an index, as long as that goes faster than an admin or the cluster's state allow. */
final class Pace {

    private static final double NANOS = 1e9;

    private final Pressure pressure;
    private final Stopping stopping;
    private long due = System.nanoTime();
    private @Nullable String reason;

    Pace(Pressure pressure, Stopping stopping) {
        this.pressure = pressure;
        this.stopping = stopping;
    }

    /** How many documents to send at once, so that a slow pace is kept in steps of a second or so. */
    int portion(RunOptions options) {
        return (int) Math.max(1, Math.min(options.batchSize(), allowed(options)));
    }

    /** Waits until so many documents may be sent. Whether the service was stopped meanwhile. */
    boolean isStoppedBefore(int documents, RunOptions options) {
        long now = System.nanoTime();
        long wait = Math.max(0, due - now);
        reason = wait > 0 ? reason(options) : null;
        due = now + wait + (long) (documents / allowed(options) * NANOS);
        return stopping.within(Duration.ofNanos(wait));
    }

    private double allowed(RunOptions options) {
        return Math.min(pressure.allowed(), limit(options));
    }

    private static double limit(RunOptions options) {
        return options.maxDocumentsPerSecond() == null ? Double.POSITIVE_INFINITY : options.maxDocumentsPerSecond();
    }

    private String reason(RunOptions options) {
        return pressure.allowed() < limit(options) ? pressure.reason().orElse("limit") : "limit";
    }

    /** What it waited for the last time, if it had to. */
    @Nullable
    String reason() {
        return reason;
    }
}
