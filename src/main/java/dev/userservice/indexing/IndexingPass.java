package dev.userservice.indexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** One turn of the worker: claim, reload, write, settle. */
@Component
class IndexingPass {

    // while one is claimed and another settled, Elasticsearch writes the third
    private static final int MOST_BEHIND = 2;

    private final IndexBatches batches;
    private final BulkWriter writer;
    private final Settlement settlement;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final Deque<CompletableFuture<Integer>> behind = new ArrayDeque<>();

    IndexingPass(IndexBatches batches, BulkWriter writer, Settlement settlement) {
        this.batches = batches;
        this.writer = writer;
        this.settlement = settlement;
    }

    /**
     * Writes at most {@code limit} of the waiting users and says how many there were. Behind a full batch others are
     * worked off at the same time, so that Elasticsearch always has something to write.
     *
     * @throws ElasticsearchUnavailableException if all of them have to wait; they are back in the queue
     */
    int run(int limit) {
        while (!behind.isEmpty() && behind.getFirst().isDone()) {
            end(behind.removeFirst());
        }
        IndexBatches.Batch batch = batches.claim(limit);
        if (batch.claims().isEmpty()) {
            return endAll();
        }
        while (batch.claims().size() == limit && behind.size() < MOST_BEHIND) {
            behind.addLast(CompletableFuture.supplyAsync(() -> finish(batches.claim(limit)), threads));
        }
        return finish(batch);
    }

    private int endAll() {
        int users = 0;
        while (!behind.isEmpty()) {
            users += end(behind.removeFirst());
        }
        return users;
    }

    private static int end(CompletableFuture<Integer> another) {
        try {
            return another.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private int finish(IndexBatches.Batch batch) {
        if (!batch.claims().isEmpty()) {
            settlement.settle(batch, write(batch));
        }
        return batch.claims().size();
    }

    private BulkOutcomes write(IndexBatches.Batch batch) {
        try {
            return writer.write(batch.operations());
        } catch (RuntimeException e) {
            batches.giveBack(batch.claims());
            settlement.unanswered(batch);
            throw e;
        }
    }
}
