package dev.userservice.trending;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One list in memory. However many ask, it is made anew by one of them, while the others are shown the one before; only
 * where there is none, or one far too old, do they wait, and only so many for all lists of niches and platforms.
 */
final class HeldList {

    private static final Logger log = LoggerFactory.getLogger(HeldList.class);

    private static final Duration PATIENCE = Duration.ofMillis(1_200);

    /** So much longer where there is not even an old one to show. */
    private static final Duration PATIENCE_FOR_ANY = Duration.ofMillis(1_800);

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
    private static final Duration WHILE_OTHERS_MAKE_IT = Duration.ofMillis(200);

    // so many times older than it should be, a list tells of another day
    private static final int FAR_TOO_OLD = 10;

    private final ListKey key;
    private final ListTurns turns;
    private final Bulkhead places;
    private final InstantSource clock;
    private volatile State state = new State(null, false, Instant.MIN);
    private volatile @Nullable TrendingList published;
    private @Nullable CompletableFuture<State> flight;

    HeldList(ListKey key, ListTurns turns, Bulkhead places, InstantSource clock) {
        this.key = key;
        this.turns = turns;
        this.places = places;
        this.clock = clock;
    }

    /** {@code nextTry} is when it is to be made anew. */
    private record State(@Nullable TrendingList list, boolean failed, Instant nextTry) {}

    /** A list to show; {@code degraded} if it could not be made anew. */
    record Shown(TrendingList list, boolean degraded) {}

    /** Throws {@link TrendingUnavailableException} if there is none, and none could be made in time. */
    Shown current() {
        Instant now = clock.instant();
        State known = state;
        if (now.isBefore(known.nextTry())) {
            return shown(known);
        }
        boolean mayBeShown = known.list() != null && !isFarTooOld(known.list(), now);
        if (!mayBeShown && !key.isOfAllNiches()) {
            return shown(awaitedByFew());
        }
        CompletableFuture<State> renewal = renewal();
        return shown(mayBeShown ? known : awaited(renewal));
    }

    // anybody may ask for any niche, and does not keep the threads of the web from all others; nothing is begun for
    // whoever does not wait for it
    private State awaitedByFew() {
        if (!places.tryAcquirePermission()) {
            return new State(last(), true, Instant.MIN);
        }
        try {
            return awaited(renewal());
        } finally {
            places.onComplete();
        }
    }

    private static Shown shown(State state) {
        if (state.list() == null) {
            throw new TrendingUnavailableException("There is no list");
        }
        return new Shown(state.list(), state.failed());
    }

    private boolean isFarTooOld(TrendingList list, Instant now) {
        return now.isAfter(list.asOf().plus(key.window().fresh().multipliedBy(FAR_TOO_OLD)));
    }

    private synchronized CompletableFuture<State> renewal() {
        if (flight == null) {
            CompletableFuture<State> started = new CompletableFuture<>();
            flight = started;
            Thread.ofVirtual().name("trending").start(() -> renew(started));
        }
        return flight;
    }

    private void renew(CompletableFuture<State> started) {
        try {
            if (state.list() == null) {
                published = published();
            }
            Optional<TrendingList> list = turns.renewed(key);
            if (list.isEmpty()) {
                CompletableFuture.delayedExecutor(WHILE_OTHERS_MAKE_IT.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> renew(started));
                return;
            }
            settle(started, renewed(list.get()));
        } catch (ElasticsearchUnavailableException e) {
            log.warn("Trending stays as it is: {}", e.getMessage());
            settle(started, failed());
        } catch (RuntimeException e) {
            log.error("Trending stays as it is", e);
            settle(started, failed());
        }
    }

    private State renewed(TrendingList list) {
        Instant again = list.asOf().plus(key.window().fresh());
        Instant soon = clock.instant().plus(WHILE_OTHERS_MAKE_IT);
        // whoever has the turn at making it may be gone
        return new State(list, isFarTooOld(list, clock.instant()), again.isAfter(soon) ? again : soon);
    }

    private State failed() {
        return new State(last(), true, clock.instant().plus(AFTER_A_FAILURE));
    }

    private @Nullable TrendingList last() {
        TrendingList list = state.list();
        return list == null ? published : list;
    }

    private @Nullable TrendingList published() {
        try {
            return turns.published(key).orElse(null);
        } catch (RuntimeException e) {
            log.debug("Postgres does not know either: {}", e.getMessage());
            return null;
        }
    }

    private synchronized void settle(CompletableFuture<State> started, State settled) {
        state = settled;
        flight = null;
        started.complete(settled);
    }

    // what Elasticsearch has not answered soon may take it long, and nobody else is to wait for that
    private synchronized State overdue(CompletableFuture<State> renewal) {
        if (renewal.isDone()) {
            return renewal.join();
        }
        if (!clock.instant().isBefore(state.nextTry())) {
            state = failed();
        }
        return state;
    }

    private State awaited(CompletableFuture<State> renewal) {
        boolean done =
                Waiting.isOver(renewal, PATIENCE) || (last() == null && Waiting.isOver(renewal, PATIENCE_FOR_ANY));
        return done ? renewal.join() : overdue(renewal);
    }
}
