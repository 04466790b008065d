package dev.userservice.favorites;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.userservice.search.Favored;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells searches the newest favorites of a caller, from memory for a few seconds. No search waits long for them: while
 * Postgres is slow or away it does without.
 */
@Component
class FavoriteIds implements Favored {

    private static final int MOST = 1_000;
    private static final int OWNERS = 5_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final FavoriteRows rows;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AsyncLoadingCache<String, Marked> newest;
    private final Counter missed;

    FavoriteIds(FavoriteRows rows, MeterRegistry meters) {
        this.rows = rows;
        this.newest = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(OWNERS)
                .executor(threads)
                .buildAsync(owner -> rows.newest(owner, MOST));
        this.missed = Counter.builder("user_service.favorites.missed")
                .description("Searches that did without the caller's favorites, as Postgres did not tell them in time")
                .register(meters);
    }

    @Override
    public Marked newest(String owner) {
        return inTime(newest.get(owner), Marked.NOBODY);
    }

    @Override
    public Marked within(String owner, Range range) {
        Marked latest = newest(owner);
        if (latest.range().equals(range)) {
            return latest;
        }
        var asked = CompletableFuture.supplyAsync(() -> new Marked(rows.within(owner, range), range), threads);
        return inTime(asked, new Marked(List.of(), range));
    }

    private Marked inTime(CompletableFuture<Marked> asked, Marked otherwise) {
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException | TimeoutException e) {
            missed.increment();
            return otherwise;
        }
    }

    /** What this instance changes it knows at once; others do within seconds. */
    @TransactionalEventListener
    void on(Changed changed) {
        newest.synchronous().invalidate(changed.owner());
    }

    /** Somebody's favorites are others than before. */
    record Changed(String owner) {}
}
