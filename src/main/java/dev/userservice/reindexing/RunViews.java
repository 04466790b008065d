package dev.userservice.reindexing;

import dev.userservice.indexing.IndexFreshness;
import dev.userservice.indexing.WriteTargets;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Puts together what is told of a run. */
@Component
class RunViews {

    private final WriteTargets targets;
    private final IndexFreshness freshness;
    private final ReindexingProperties properties;
    private final InstantSource clock;

    RunViews(WriteTargets targets, IndexFreshness freshness, ReindexingProperties properties, InstantSource clock) {
        this.targets = targets;
        this.freshness = freshness;
        this.properties = properties;
        this.clock = clock;
    }

    RunView of(ReindexRun run) {
        return RunView.of(run, failed(run), freshness.backlog().depth(), isStalled(run));
    }

    private ReindexRun.Refusals failed(ReindexRun run) {
        if (run.refusals() != null) {
            return run.refusals();
        }
        return run.state().isActive() ? ReindexRun.Refusals.of(targets, run.newIndex()) : ReindexRun.Refusals.NONE;
    }

    /** Whether nobody has worked for a while on what should be worked on. */
    boolean isStalled(ReindexRun run) {
        boolean atWork = run.state().isAtWork() || run.state() == RunState.SWITCHED;
        Duration silent = Duration.between(run.heartbeatAt(), clock.instant());
        return atWork && !run.lifecycle().paused() && silent.compareTo(properties.stalledAfter()) > 0;
    }
}
