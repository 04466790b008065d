package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is told of; {@code tried} searches were made on both indices so far, {@code message} says in a sentence what
 * is next, or why it stopped.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RunView(
        long id,
        RunState state,
        boolean paused,
        String oldIndex,
        String newIndex,
        String servingIndex,
        List<Lifecycle.Step> steps,
        long done,
        long total,
        double percent,
        long rate,
        long averageRate,
        @Nullable Long etaSeconds,
        long tried,
        ReindexRun.Refusals failed,
        long lag,
        boolean stalled,
        Instant heartbeatAt,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String throttledBy,
        RunOptions options,
        @Nullable Instant keptUntil,
        String message) {

    private static final double PERCENT = 100;
    private static final double TENTHS = 10;

    static RunView of(ReindexRun run, ReindexRun.Refusals failed, long lag, boolean stalled) {
        boolean building = run.state() == RunState.BUILDING && !run.lifecycle().paused();
        return new RunView(
                run.id(),
                run.state(),
                run.lifecycle().paused(),
                run.oldIndex(),
                run.newIndex(),
                run.servingIndex(),
                run.lifecycle().steps(),
                run.done(),
                run.total(),
                percent(run),
                building ? Math.round(run.rate()) : 0,
                average(run),
                building && run.rate() > 0 ? eta(run) : null,
                run.tried(),
                failed,
                lag,
                stalled,
                run.heartbeatAt(),
                run.startedBy(),
                run.startedAt(),
                run.lifecycle().finishedAt(),
                building ? run.throttledBy() : null,
                run.options(),
                run.lifecycle().keptUntil(),
                RunMessage.of(run));
    }

    // users come and go meanwhile, so the total is only about right
    private static double percent(ReindexRun run) {
        if (run.state() == RunState.PLANNED || run.state() == RunState.BUILDING) {
            double share = run.total() == 0 ? 0 : (double) run.done() / (double) run.total();
            return Math.floor(Math.min(share, 1) * PERCENT * TENTHS) / TENTHS;
        }
        return PERCENT;
    }

    private static long average(ReindexRun run) {
        return run.activeSeconds() == 0 ? 0 : Math.round((double) run.done() / run.activeSeconds());
    }

    private static long eta(ReindexRun run) {
        return (long) Math.ceil((double) Math.max(0, run.total() - run.done()) / run.rate());
    }
}
