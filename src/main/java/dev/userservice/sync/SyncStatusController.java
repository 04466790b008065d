package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.userservice.indexing.IndexFreshness;
import dev.userservice.indexing.IndexQueue;
import dev.userservice.indexing.RecentLags;
import dev.userservice.indexing.RecentLags.Percentiles;
import dev.userservice.indexing.RecentLags.Stretch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells an admin in one answer how synchronization stands. */
@RestController
class SyncStatusController {

    private final SyncConcerns concerns;
    private final SyncSamples samples;
    private final IndexFreshness freshness;
    private final RecentLags lags;
    private final SyncRuns runs;

    SyncStatusController(
            SyncConcerns concerns, SyncSamples samples, IndexFreshness freshness, RecentLags lags, SyncRuns runs) {
        this.concerns = concerns;
        this.samples = samples;
        this.freshness = freshness;
        this.lags = lags;
        this.runs = runs;
    }

    /** How long the latest changes took, in milliseconds, in the instance that answers. */
    record Lag(Percentiles webhookToCache, Percentiles cacheToIndex, Percentiles cacheToSearchable) {}

    /** What waits for the index; {@code late} users have waited for too long. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Queue(long depth, @Nullable Instant oldest, long late, long quarantined) {}

    /** Everybody has been compared since {@code everybodySince}; {@code open} differences are not gone yet. */
    record Drift(Instant everybodySince, long open) {}

    /** The state of synchronization: {@code ok}, or {@code degraded} for these reasons. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SyncStatus(
            String state,
            List<String> reasons,
            @Nullable Instant lastWebhookAt,
            Lag lagMs,
            Queue queue,
            Drift drift,
            @Nullable RunView lastRun) {}

    @Operation(summary = "How synchronization stands: freshness, queue, drift")
    @SecurityRequirement(name = "token")
    @GetMapping("/sync/sync-status")
    SyncStatus status() {
        Optional<SyncRun> lastRun = runs.latest(1).stream().findFirst();
        List<String> reasons =
                Stream.concat(concerns.all().stream(), waiting(lastRun)).toList();
        SyncSamples.Sample sample = samples.latest();
        IndexQueue.Backlog backlog = freshness.backlog();
        return new SyncStatus(
                reasons.isEmpty() ? "ok" : "degraded",
                reasons,
                sample.lastWebhook(),
                new Lag(
                        lags.of(Stretch.WEBHOOK_TO_CACHE),
                        lags.of(Stretch.CACHE_TO_INDEX),
                        lags.of(Stretch.CACHE_TO_SEARCHABLE)),
                new Queue(backlog.depth(), backlog.oldest(), freshness.lateUsers(), backlog.quarantined()),
                new Drift(sample.everybodySince(), sample.open()),
                lastRun.map(RunView::of).orElse(null));
    }

    private static Stream<String> waiting(Optional<SyncRun> lastRun) {
        return lastRun.filter(run -> run.state() == RunState.NEEDS_CONFIRMATION).stream()
                .map(run -> "run %d waits until somebody confirms its deletes".formatted(run.id()));
    }
}
