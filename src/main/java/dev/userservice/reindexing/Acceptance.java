package dev.userservice.reindexing;

import org.springframework.stereotype.Component;

/** From a filled index to one that may serve: what was missed is made up for, and all of it is tried. */
@Component
class Acceptance {

    private final CatchingUp catchingUp;
    private final RefusedDocuments refused;
    private final NewIndex indices;
    private final Trial trial;
    private final RunChanges changes;

    Acceptance(CatchingUp catchingUp, RefusedDocuments refused, NewIndex indices, Trial trial, RunChanges changes) {
        this.catchingUp = catchingUp;
        this.refused = refused;
        this.indices = indices;
        this.trial = trial;
        this.changes = changes;
    }

    ReindexRun catchUp(ReindexRun run) {
        Checkpoint checkpoint = trial.checkpoint(run);
        catchingUp.deleteAgain(run, checkpoint);
        refused.tryAgain(run.newIndex());
        indices.checkWritable(run.newIndex());
        indices.finish(run.newIndex());
        catchingUp.drain(checkpoint);
        return changes.go(run, RunState.VERIFYING);
    }

    ReindexRun verify(ReindexRun run) {
        Report report = trial.of(run);
        refused.tryAgain(run.newIndex());
        return changes.verified(run, report);
    }
}
