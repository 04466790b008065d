package dev.userservice.reindexing;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** What has to be done in each state of a run. Each step may be done again, whole or in part, after a kill. */
@Component
class RunSteps {

    private final NewIndex indices;
    private final Filling filling;
    private final RunChanges changes;
    private final Acceptance acceptance;
    private final Switchover switchover;

    RunSteps(NewIndex indices, Filling filling, RunChanges changes, Acceptance acceptance, Switchover switchover) {
        this.indices = indices;
        this.filling = filling;
        this.changes = changes;
        this.acceptance = acceptance;
        this.switchover = switchover;
    }

    /**
     * Takes the next step and returns the run if there is another one to take.
     *
     * @throws RunLostException if the run is no longer this instance's, or no longer to go on
     * @throws RunFailedException if the run has to end
     */
    Optional<ReindexRun> take(ReindexRun run) {
        return switch (run.state()) {
            case PLANNED -> Optional.of(create(run));
            case BUILDING -> Optional.of(changes.go(filling.fill(run), RunState.CATCHING_UP));
            case CATCHING_UP -> Optional.of(acceptance.catchUp(run));
            case VERIFYING -> Optional.of(acceptance.verify(run));
            case SWITCHED -> Optional.of(switchover.carryOut(run));
            case READY, KEPT, CLEANED, CANCELLED, FAILED -> switchover.cleanUp(run);
        };
    }

    private ReindexRun create(ReindexRun run) {
        indices.create(run.newIndex());
        try {
            return changes.build(run);
        } catch (RunLostException e) {
            // whoever cancelled it may have looked for the index too early
            indices.delete(run.newIndex());
            throw e;
        }
    }
}
