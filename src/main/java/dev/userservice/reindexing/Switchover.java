package dev.userservice.reindexing;

import dev.userservice.indexing.UserIndex;
import dev.userservice.indexing.WriteTargets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Moves the alias from one index to the other, and removes the index that nobody needs any more. */
@Component
class Switchover {

    private final UserIndex index;
    private final NewIndex indices;
    private final WriteTargets targets;
    private final RunChanges changes;
    private final ReindexRuns runs;

    Switchover(UserIndex index, NewIndex indices, WriteTargets targets, RunChanges changes, ReindexRuns runs) {
        this.index = index;
        this.indices = indices;
        this.targets = targets;
        this.changes = changes;
        this.runs = runs;
    }

    /** Shows searches the index that is to serve, which has been written to all the time. */
    ReindexRun carryOut(ReindexRun run) {
        String next = run.servingIndex();
        Optional<String> lost = targets.lost(next);
        boolean isShown = index.serving().equals(next);
        if (lost.isPresent()) {
            if (isShown) {
                index.show(run.otherIndex());
            }
            return giveUp(run, "%s takes no writes: %s".formatted(next, lost.get()));
        }
        if (!isShown) {
            indices.checkWritable(next);
            index.show(next);
        }
        return changes.keep(run);
    }

    private ReindexRun giveUp(ReindexRun run, String reason) {
        return run.lifecycle().rolledBack() ? changes.rollBackNoMore(run, reason) : changes.fail(run, reason);
    }

    /** Ends what need not be kept, or cannot be, and deletes what is left of it. */
    Optional<ReindexRun> cleanUp(ReindexRun run) {
        return switch (run.state()) {
            case KEPT -> Optional.of(changes.clean(run));
            case READY ->
                Optional.of(changes.fail(
                        run,
                        "%s takes no writes: %s"
                                .formatted(
                                        run.newIndex(),
                                        targets.lost(run.newIndex()).orElse("it is missing"))));
            case PLANNED, BUILDING, CATCHING_UP, VERIFYING, SWITCHED -> Optional.of(run);
            case CLEANED, CANCELLED, FAILED -> {
                deleteLeftover(run);
                yield Optional.empty();
            }
        };
    }

    private void deleteLeftover(ReindexRun run) {
        if (run.leftover() != null) {
            // whatever went wrong, nobody searches an index that is deleted
            if (!index.serving().equals(run.leftover())) {
                indices.delete(run.leftover());
            }
            runs.leftoverIsGone(run);
        }
    }
}
