package dev.userservice.reindexing;

import dev.userservice.indexing.WriteTargets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One rebuild of the index, as it is in Postgres. */
record ReindexRun(
        long id,
        Lifecycle lifecycle,
        long edition,
        String oldIndex,
        String newIndex,
        RunOptions options,
        @Nullable Report report,
        @Nullable Refusals refusals,
        String startedBy,
        Instant startedAt,
        long startedRevision,
        @Nullable Instant buildingSince,
        String checkpoint,
        long done,
        long total,
        long tried,
        double rate,
        double activeSeconds,
        @Nullable String throttledBy,
        @Nullable String waiting,
        int attempts,
        Instant heartbeatAt,
        @Nullable UUID lease,
        @Nullable String leftover) {

    /** How many documents an index refuses, and some of them. */
    record Refusals(long count, List<WriteTargets.Refusal> first) {

        private static final int SHOWN = 20;
        static final Refusals NONE = new Refusals(0, List.of());

        /** As of now. */
        static Refusals of(WriteTargets targets, String index) {
            long count = targets.refusals(index);
            return count == 0 ? NONE : new Refusals(count, targets.firstRefusals(index, SHOWN));
        }
    }

    RunState state() {
        return lifecycle.state();
    }

    /** The index that searches ask, as soon as no switch is under way. */
    String servingIndex() {
        return switch (state()) {
            case SWITCHED, KEPT, CLEANED -> lifecycle.rolledBack() ? oldIndex : newIndex;
            case PLANNED, BUILDING, CATCHING_UP, VERIFYING, READY, CANCELLED, FAILED -> oldIndex;
        };
    }

    /** The index of the two that does not serve. */
    String otherIndex() {
        return servingIndex().equals(newIndex) ? oldIndex : newIndex;
    }
}
