package dev.userservice.reindexing;

import dev.userservice.indexing.WriteTargets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an admin does to runs, written down with it. What follows from it is the worker's to do. */
@Component
class ReindexCommands {

    private final ReindexRuns runs;
    private final RunChanges changes;
    private final RunAudit audit;
    private final WriteTargets targets;
    private final InstantSource clock;

    ReindexCommands(ReindexRuns runs, RunChanges changes, RunAudit audit, WriteTargets targets, InstantSource clock) {
        this.runs = runs;
        this.changes = changes;
        this.audit = audit;
        this.targets = targets;
        this.clock = clock;
    }

    /** Who wants a run, why, and how. */
    record Order(
            RunOptions options,
            Plan plan,
            String actor,
            @Nullable String idempotencyKey) {}

    /** A new run; nothing while another is active. */
    @Transactional
    Optional<ReindexRun> start(Order order) {
        Optional<ReindexRun> run = targets.serving()
                .flatMap(serving -> runs.start(new ReindexRuns.Beginning(
                        Lifecycle.planned(clock.instant()),
                        serving,
                        order.options(),
                        order.plan(),
                        order.actor(),
                        order.idempotencyKey())));
        run.ifPresent(started -> audit.add(started, order.actor(), RunAction.START, order.options()));
        return run;
    }

    @Transactional
    ReindexRun pause(long id, String actor) {
        return act(
                id,
                actor,
                RunAction.PAUSE,
                run -> changes.change(run, run.lifecycle().pause()));
    }

    @Transactional
    ReindexRun resume(long id, String actor) {
        return act(
                id,
                actor,
                RunAction.RESUME,
                run -> changes.change(run, run.lifecycle().resume()));
    }

    @Transactional
    ReindexRun cancel(long id, String actor) {
        return act(id, actor, RunAction.CANCEL, changes::cancel);
    }

    @Transactional
    ReindexRun switchOver(long id, String actor) {
        return act(
                id,
                actor,
                RunAction.SWITCH,
                run -> changes.change(run, run.lifecycle().switchOver(clock.instant())));
    }

    @Transactional
    ReindexRun rollBack(long id, String actor) {
        return act(
                id,
                actor,
                RunAction.ROLLBACK,
                run -> changes.change(run, run.lifecycle().rollBack(clock.instant())));
    }

    @Transactional
    ReindexRun throttle(long id, String actor, @Nullable Integer limit) {
        ReindexRun run = runs.lock(id).orElseThrow();
        run.lifecycle().check(RunAction.THROTTLE);
        RunOptions options = run.options().throttled(limit);
        audit.add(run, actor, RunAction.THROTTLE, options);
        return changes.throttle(run, options);
    }

    private ReindexRun act(long id, String actor, RunAction action, Function<ReindexRun, ReindexRun> change) {
        ReindexRun run = runs.lock(id).orElseThrow();
        ReindexRun changed = change.apply(run);
        audit.add(run, actor, action, null);
        return changed;
    }
}
