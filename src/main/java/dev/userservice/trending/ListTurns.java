package dev.userservice.trending;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes lists anew, each by one instance at a time, and few at once: what Elasticsearch does for them takes its time. */
@Component
class ListTurns {

    // longer than Elasticsearch may take to answer; after a kill nobody makes the list for so long
    private static final Duration LEASE = Duration.ofSeconds(75);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ListBuilder builder;
    private final PublishedLists lists;
    private final PastRanks past;
    private final InstantSource clock;
    private final Timer made;
    private final Semaphore common = new Semaphore(1, true);
    private final Semaphore special = new Semaphore(1, true);

    ListTurns(ListBuilder builder, PublishedLists lists, PastRanks past, InstantSource clock, MeterRegistry meters) {
        this.builder = builder;
        this.lists = lists;
        this.past = past;
        this.clock = clock;
        this.made = Timer.builder("user_service.trending.build")
                .description("Making a list of who is trending")
                .register(meters);
    }

    /** The list as published, by others if they were faster; nothing if another instance is just making the first one. */
    Optional<TrendingList> renewed(ListKey key) {
        // as finely as Postgres keeps it, or instances would not agree
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<TrendingList> known = lists.find(key.name());
        boolean isFresh = known.filter(list -> list.isFresh(key.window(), now)).isPresent();
        return isFresh ? known : madeInTurn(key, now).or(() -> known);
    }

    // before anything is written: anybody may ask for any niche, and does not hold up the lists of all of them
    private Optional<TrendingList> madeInTurn(ListKey key, Instant now) {
        Semaphore turn = key.isOfAllNiches() ? common : special;
        acquire(turn);
        try {
            return lists.claim(key.name(), now.minus(key.window().fresh()), now, LEASE)
                    ? Optional.of(make(key, now))
                    : Optional.empty();
        } finally {
            turn.release();
        }
    }

    /** The list as it was published last, however old. */
    Optional<TrendingList> published(ListKey key) {
        return lists.find(key.name());
    }

    private TrendingList make(ListKey key, Instant now) {
        try {
            return madeAndPublished(key, now);
        } catch (RuntimeException e) {
            lists.release(key.name(), now);
            throw e;
        }
    }

    private TrendingList madeAndPublished(ListKey key, Instant now) {
        Timer.Sample started = Timer.start();
        TrendingList list = list(key, now);
        started.stop(made);
        lists.publish(key.name(), list, key.window().comparison());
        return list;
    }

    private static void acquire(Semaphore turn) {
        try {
            if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ElasticsearchUnavailableException("Too many lists are being made");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ElasticsearchUnavailableException("Nobody waits for a list any more", e);
        }
    }

    private TrendingList list(ListKey key, Instant now) {
        List<Riser> risers = builder.build(key, now);
        Optional<PastRanks.Past> earlier =
                past.of(key.name(), now.minus(key.window().comparison()));
        return new TrendingList(
                now,
                earlier.map(PastRanks.Past::at).orElse(null),
                places(risers, earlier.map(PastRanks.Past::userIds).orElse(List.of())));
    }

    private static List<TrendingList.Place> places(List<Riser> risers, List<String> past) {
        Map<String, @Nullable Integer> ranks = new HashMap<>();
        past.forEach(userId -> ranks.put(userId, ranks.size() + 1));
        return risers.stream()
                .map(riser -> new TrendingList.Place(riser, ranks.get(riser.userId())))
                .toList();
    }
}
