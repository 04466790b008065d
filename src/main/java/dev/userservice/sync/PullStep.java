package dev.userservice.sync;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One page of a run: read, applied, and noted in one transaction. */
@Component
class PullStep {

    private static final int MOST_SHOWN = 50;

    // of the speed so far and the speed of one page; one slow page is no trend
    private static final double SMOOTHING = 0.2;

    private final JsonMapper json = new JsonMapper();
    private final SourceUsers source;
    private final ListedChanges changes;
    private final RunProgress progress;
    private final TransactionTemplate transaction;
    private final PullProperties properties;

    PullStep(
            SourceUsers source,
            ListedChanges changes,
            RunProgress progress,
            TransactionTemplate transaction,
            PullProperties properties) {
        this.source = source;
        this.changes = changes;
        this.progress = progress;
        this.transaction = transaction;
        this.properties = properties;
    }

    /** Takes over the users after the checkpoint of this run, and returns the run after it. */
    SyncRun take(SyncRun run) {
        long start = System.nanoTime();
        SourcePage page = source.page(run.checkpoint(), properties.pageSize());
        return requireNonNull(transaction.execute(_ -> {
            ListedChanges.Applied applied = changes.apply(page.users());
            double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
            double speed = smoothed(run, applied.read() / seconds);
            return progress.add(run, new RunProgress.Page(page, applied, shown(applied.invalid()), speed));
        }));
    }

    private static double smoothed(SyncRun run, double speed) {
        Double before = run.usersPerSecond();
        return before == null ? speed : (1 - SMOOTHING) * before + SMOOTHING * speed;
    }

    private String shown(List<SourceUser.Invalid> invalid) {
        ArrayNode shown = json.createArrayNode();
        for (SourceUser.Invalid user : invalid.subList(0, Math.min(MOST_SHOWN, invalid.size()))) {
            ArrayNode fields = shown.addObject()
                    .put("userId", SourceUserReader.shown(user.id()))
                    .putArray("fields");
            user.fields().forEach(fields::add);
        }
        return shown.toString();
    }
}
