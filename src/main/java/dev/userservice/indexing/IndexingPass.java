package dev.userservice.indexing;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.CachedUser;
import dev.userservice.user.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One turn of the worker: claim, reload, write, settle. */
@Component
class IndexingPass {

    private static final Logger log = LoggerFactory.getLogger(IndexingPass.class);

    private final IndexQueue queue;
    private final Users users;
    private final BulkWriter writer;
    private final IndexingMetrics metrics;
    private final IndexingProperties properties;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private @Nullable CompletableFuture<Batch> ahead;

    IndexingPass(
            IndexQueue queue, Users users, BulkWriter writer, IndexingMetrics metrics, IndexingProperties properties) {
        this.queue = queue;
        this.users = users;
        this.writer = writer;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** Claimed users and what has to be sent for them. */
    private record Batch(List<IndexQueue.Claim> claims, List<BulkOperation> operations) {}

    /**
     * Writes at most {@code limit} of the waiting users and says how many there were. While Elasticsearch writes a full
     * batch, the next one is made ready.
     *
     * @throws ElasticsearchUnavailableException if all of them have to wait; they are back in the queue
     */
    int run(int limit) {
        Batch batch = next(limit);
        if (batch.claims().isEmpty()) {
            return 0;
        }
        ahead = batch.claims().size() < limit ? null : CompletableFuture.supplyAsync(() -> claim(limit), threads);
        try {
            settle(batch.claims(), write(batch));
        } catch (RuntimeException e) {
            // what would be sent next has to wait as well
            giveBack(ahead == null ? List.of() : next(limit).claims());
            throw e;
        }
        return batch.claims().size();
    }

    private Batch next(int limit) {
        CompletableFuture<Batch> ready = ahead;
        ahead = null;
        return ready == null ? claim(limit) : ready.join();
    }

    private Batch claim(int limit) {
        List<IndexQueue.Claim> claims = queue.claim(limit, properties.lease());
        List<CachedUser> rows = claims.isEmpty()
                ? List.of()
                : users.load(claims.stream().map(IndexQueue.Claim::userId).toList());
        return new Batch(claims, writer.operations(rows));
    }

    private Map<String, BulkOutcome> write(Batch batch) {
        try {
            return writer.write(batch.operations());
        } catch (RuntimeException e) {
            giveBack(batch.claims());
            metrics.bulkFailed();
            throw e;
        }
    }

    private void settle(List<IndexQueue.Claim> claims, Map<String, BulkOutcome> outcomes) {
        List<IndexQueue.Claim> written = new ArrayList<>();
        List<IndexQueue.Claim> postponed = new ArrayList<>();
        for (IndexQueue.Claim claim : claims) {
            // a row without an outcome is of a user who no longer has any row, so nothing is left to write
            switch (outcomes.getOrDefault(claim.userId(), new BulkOutcome.Written())) {
                case BulkOutcome.Written() -> written.add(claim);
                case BulkOutcome.Postponed() -> postponed.add(claim);
                case BulkOutcome.Rejected(String reason) -> reject(claim, reason);
            }
        }
        queue.done(written);
        metrics.written(written);
        if (!postponed.isEmpty()) {
            giveBack(postponed);
            metrics.postponed(postponed.size());
        }
        if (!postponed.isEmpty() && written.isEmpty()) {
            throw new ElasticsearchUnavailableException(postponed.size() + " documents were not taken");
        }
    }

    private void giveBack(List<IndexQueue.Claim> claims) {
        queue.retry(claims, properties.firstRetryDelay(), properties.longestRetryDelay());
    }

    private void reject(IndexQueue.Claim claim, String reason) {
        log.warn("Elasticsearch refuses the document of user {} ({}); it waits in quarantine", claim.userId(), reason);
        queue.quarantine(claim, reason);
        metrics.rejected();
    }
}
