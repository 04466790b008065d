package dev.userservice.reindexing;

import dev.userservice.indexing.IndexQueue;
import dev.userservice.indexing.WriteTargets;
import dev.userservice.user.UserRanges;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The changes of a run that change the write targets too, both or neither. Nothing here speaks to Elasticsearch: what is
 * left to do there is in the run afterwards, and is done again until it is done.
 */
@Component
class RunChanges {

    private final ReindexRuns runs;
    private final WriteTargets targets;
    private final IndexQueue queue;
    private final UserRanges users;
    private final InstantSource clock;

    RunChanges(ReindexRuns runs, WriteTargets targets, IndexQueue queue, UserRanges users, InstantSource clock) {
        this.runs = runs;
        this.targets = targets;
        this.queue = queue;
        this.users = users;
        this.clock = clock;
    }

    /** From here on every change is written to the new index too. */
    @Transactional
    ReindexRun build(ReindexRun run) {
        change(run, run.lifecycle().to(RunState.BUILDING, clock.instant(), null));
        targets.add(run.newIndex());
        runs.begin(run, users.lastRevision(), users.users());
        return runs.find(run.id()).orElseThrow();
    }

    @Transactional
    ReindexRun go(ReindexRun run, RunState next) {
        return change(run, run.lifecycle().to(next, clock.instant(), null));
    }

    /** Keeps the report; goes on to the switch if nobody has to be asked. */
    @Transactional
    ReindexRun verified(ReindexRun run, Report report) {
        Lifecycle ready = run.lifecycle().to(RunState.READY, clock.instant(), null);
        runs.report(run, report);
        return change(
                run, report.passed() && !run.options().pauseBeforeSwitch() ? ready.switchOver(clock.instant()) : ready);
    }

    /** One of the two serves from here on, and no index of an earlier run is kept any longer. */
    @Transactional
    ReindexRun keep(ReindexRun run) {
        ReindexRun kept = change(
                run,
                run.lifecycle()
                        .keep(
                                clock.instant(),
                                clock.instant().plus(run.options().keepOld())));
        targets.serve(kept.servingIndex());
        queue.releaseQuarantined();
        runs.keptBefore(run)
                .forEach(earlier -> change(earlier, earlier.lifecycle().keepNoLonger(clock.instant())));
        return kept;
    }

    /** The index that was kept has had its time, and is one to be deleted. */
    @Transactional
    ReindexRun clean(ReindexRun run) {
        return end(run, run.lifecycle().to(RunState.CLEANED, clock.instant(), null), run.otherIndex());
    }

    /** The new index is one to be deleted. */
    @Transactional
    ReindexRun fail(ReindexRun run, String reason) {
        return end(run, run.lifecycle().fail(clock.instant(), reason), run.newIndex());
    }

    @Transactional
    ReindexRun cancel(ReindexRun run) {
        return end(run, run.lifecycle().cancel(clock.instant()), run.newIndex());
    }

    /** The old index was given up meanwhile, so it cannot take over again. */
    @Transactional
    ReindexRun rollBackNoMore(ReindexRun run, String reason) {
        return change(run, run.lifecycle().rollBackNoMore(clock.instant(), reason));
    }

    private ReindexRun end(ReindexRun run, Lifecycle over, String index) {
        ReindexRun.Refusals refusals = ReindexRun.Refusals.of(targets, index);
        runs.leave(run, index, refusals.count() == 0 ? null : refusals);
        targets.remove(index);
        return change(run, over);
    }

    /** What an admin changes of a run. */
    @Transactional
    ReindexRun change(ReindexRun run, Lifecycle next) {
        return change(run, next, run.options());
    }

    @Transactional
    ReindexRun throttle(ReindexRun run, RunOptions options) {
        return change(run, run.lifecycle(), options);
    }

    private ReindexRun change(ReindexRun run, Lifecycle next, RunOptions options) {
        return runs.change(run, next, options).orElseThrow(RunLostException::new);
    }
}
