package dev.userservice.reindexing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an admin wants a run to be. */
record RunOptions(
        int batchSize,
        @Nullable Integer maxDocumentsPerSecond,
        boolean pauseBeforeSwitch,
        Duration keepOld,
        boolean force) {

    RunOptions throttled(@Nullable Integer limit) {
        return new RunOptions(batchSize, limit, pauseBeforeSwitch, keepOld, force);
    }
}
