package dev.userservice.analytics;

import java.time.Instant;

/**
 * The changes the Auth Service is to be told next, leased to one instance. Who changes again or is deleted drops out, so a
 * batch that is sent again says the same of whom it still names.
 */
record FeedBatch(String id, long after, long end, Instant at, int attempts, Instant leasedUntil) {}
