package dev.userservice.sync;

import dev.userservice.user.Revision;
import dev.userservice.user.UserRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes users whom a run did not see, after asking the Auth Service for each of them once more. */
@Component
class SweepStep {

    private final SourceUsers source;
    private final ListedChanges changes;
    private final RunProgress progress;
    private final UserRanges cache;
    private final TransactionTemplate transaction;
    private final PullProperties properties;

    SweepStep(
            SourceUsers source,
            ListedChanges changes,
            RunProgress progress,
            UserRanges cache,
            TransactionTemplate transaction,
            PullProperties properties) {
        this.source = source;
        this.changes = changes;
        this.progress = progress;
        this.cache = cache;
        this.transaction = transaction;
        this.properties = properties;
    }

    /** Why somebody has to confirm the deletes of this run first; nothing if nobody has to. */
    Optional<String> objection(SyncRun run) {
        if (run.deletesConfirmed() || run.missing() == 0 || run.deleted() > 0) {
            return Optional.empty();
        }
        if (run.read() == 0) {
            return Optional.of(
                    "The Auth Service listed nobody at all; to delete all %d users, resume with confirmDeletes=true"
                            .formatted(run.missing()));
        }
        long users = cache.users();
        return run.missing() <= properties.mostDeletes(users)
                ? Optional.empty()
                : Optional.of(
                        "%d of %d users are missing at the Auth Service, more than may be deleted unasked (%s %%);"
                                        .formatted(run.missing(), users, properties.deleteCap())
                                + " to delete them, resume with confirmDeletes=true");
    }

    /** Deals with some of the missing, and returns the run after it; nothing when none is left. */
    Optional<SyncRun> take(SyncRun run) {
        List<Revision> missing = progress.missing(run, properties.deletesAtOnce());
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        if (run.read() > 0) {
            source.checkThatListedUsersAreFound();
        }
        Answers answers = ask(missing);
        return Optional.ofNullable(transaction.execute(_ -> {
            changes.apply(answers.found());
            int deleted = changes.delete(answers.gone());
            return progress.settle(run, missing.subList(0, answers.asked()), deleted);
        }));
    }

    private record Answers(List<Revision> gone, List<SourceUser> found) {
        int asked() {
            return gone.size() + found.size();
        }
    }

    // a slow Auth Service makes the step smaller, or the lease would end before the step
    private Answers ask(List<Revision> missing) {
        long deadline = System.nanoTime() + properties.lease().toNanos() / 2;
        Answers answers = new Answers(new ArrayList<>(), new ArrayList<>());
        for (Revision user : missing) {
            source.find(user.userId())
                    .ifPresentOrElse(answers.found()::add, () -> answers.gone().add(user));
            if (System.nanoTime() - deadline > 0) {
                break;
            }
        }
        return answers;
    }
}
