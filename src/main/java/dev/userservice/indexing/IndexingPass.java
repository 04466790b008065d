package dev.userservice.indexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One turn of the worker: claim, reload, write, settle. */
@Component
class IndexingPass {

    private final IndexBatches batches;
    private final BulkWriter writer;
    private final Settlement settlement;
    private final IndexingMetrics metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private @Nullable CompletableFuture<IndexBatches.Batch> ahead;

    IndexingPass(IndexBatches batches, BulkWriter writer, Settlement settlement, IndexingMetrics metrics) {
        this.batches = batches;
        this.writer = writer;
        this.settlement = settlement;
        this.metrics = metrics;
    }

    /**
     * Writes at most {@code limit} of the waiting users and says how many there were. While Elasticsearch writes a full
     * batch, the next one is made ready.
     *
     * @throws ElasticsearchUnavailableException if all of them have to wait; they are back in the queue
     */
    int run(int limit) {
        IndexBatches.Batch batch = next(limit);
        if (batch.claims().isEmpty()) {
            return 0;
        }
        ahead = batch.claims().size() < limit
                ? null
                : CompletableFuture.supplyAsync(() -> batches.claim(limit), threads);
        try {
            settlement.settle(batch, write(batch));
        } catch (RuntimeException e) {
            // what would be sent next has to wait as well
            batches.giveBack(ahead == null ? List.of() : next(limit).claims());
            throw e;
        }
        return batch.claims().size();
    }

    private IndexBatches.Batch next(int limit) {
        CompletableFuture<IndexBatches.Batch> ready = ahead;
        ahead = null;
        return ready == null ? batches.claim(limit) : ready.join();
    }

    private BulkOutcomes write(IndexBatches.Batch batch) {
        try {
            return writer.write(batch.operations());
        } catch (RuntimeException e) {
            batches.giveBack(batch.claims());
            metrics.bulkFailed();
            throw e;
        }
    }
}
