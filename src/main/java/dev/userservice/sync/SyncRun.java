package dev.userservice.sync;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One full read of the Auth Service's users, as far as it has come. */
record SyncRun(
        long id,
        RunState state,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long startedRevision,
        String checkpoint,
        boolean listed,
        long read,
        long changed,
        long unchanged,
        long stale,
        long invalid,
        String invalidUsers,
        long missing,
        long deleted,
        boolean deletesConfirmed,
        @Nullable Long total,
        @Nullable Double usersPerSecond,
        @Nullable String error,
        int attempts,
        Instant availableAt,
        @Nullable UUID lease) {}
