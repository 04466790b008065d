package dev.userservice.search;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/**
 * Asks Postgres in Elasticsearch's place, each on a thread of its own, so that a deadline holds wherever the time goes:
 * waiting for a place, for a connection, for a server that hangs, or for rows. One that is late is interrupted, and holds
 * its place among the few there may be until it has really ended.
 */
@Component
class StandIns {

    private final Bulkhead bulkhead;

    StandIns(BulkheadRegistry bulkheads) {
        this.bulkhead = bulkheads.bulkhead("fallback");
    }

    /** Throws {@link BulkheadFullException} if there are too many, {@link QueryTimeoutException} if it is late. */
    <T> T answer(Supplier<T> task, Deadline deadline) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("stand-in").start(() -> run(task, answer));
        try {
            return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // closes the connection it waits at, too
            thread.interrupt();
            throw new QueryTimeoutException("Postgres does not answer in time", e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("Nobody waits for Postgres any more", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new DataAccessResourceFailureException("Postgres cannot be asked", e.getCause());
        }
    }

    private <T> void run(Supplier<T> task, CompletableFuture<T> answer) {
        try {
            answer.complete(bulkhead.executeSupplier(task));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }
}
