package dev.userservice.user;

import java.time.Instant;

/** One row of the cache: somebody, or the tombstone of somebody. */
public sealed interface CachedUser {

    String id();

    /** Grows with every change to this user; the external version of the document. */
    long revision();

    /** When the Auth Service last told us of this user. */
    Instant lastSyncAt();

    /** A user the Auth Service has; the digest is over what an index is told, and the revision. */
    record Live(UserProfile profile, double searchScore, long digest, long revision, Instant lastSyncAt)
            implements CachedUser {
        @Override
        public String id() {
            return profile.id();
        }
    }

    /** A user the Auth Service deleted; holds nothing personal. */
    record Tombstone(String id, Instant deletedAt, long revision, Instant lastSyncAt) implements CachedUser {}
}
