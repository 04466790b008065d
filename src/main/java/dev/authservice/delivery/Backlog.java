package dev.authservice.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many messages wait and since when, and how many have been given up, at one moment. */
record Backlog(long queued, @Nullable Instant oldestQueuedAt, double oldestSeconds, long dead) {}
