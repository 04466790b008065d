package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run as it is told of; {@code etaSeconds} only if the Auth Service says how many users there are. */
record RunView(
        long id,
        RunState state,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long total,
        long read,
        long changed,
        long unchanged,
        long stale,
        long invalid,
        long missing,
        long deleted,
        @Nullable Double usersPerSecond,
        @Nullable Long etaSeconds,
        String checkpoint,
        @Nullable String error,
        @Nullable Instant nextAttemptAt,

        @JsonRawValue @Schema(type = "array", example = "[{\"userId\": \"u1\", \"fields\": [\"/bio\"]}]")
        String invalidUsers) {

    static RunView of(SyncRun run) {
        return new RunView(
                run.id(),
                run.state(),
                run.startedAt(),
                run.finishedAt(),
                run.total(),
                run.read(),
                run.changed(),
                run.unchanged(),
                run.stale(),
                run.invalid(),
                run.missing(),
                run.deleted(),
                run.usersPerSecond(),
                etaSeconds(run),
                run.checkpoint(),
                run.error(),
                run.state() == RunState.WAITING ? run.availableAt() : null,
                run.invalidUsers());
    }

    private static @Nullable Long etaSeconds(SyncRun run) {
        if (run.state() != RunState.RUNNING || run.total() == null || run.usersPerSecond() == null || run.listed()) {
            return null;
        }
        return Math.round(Math.max(0, run.total() - run.read()) / Math.max(0.001, run.usersPerSecond()));
    }
}
