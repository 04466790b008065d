package dev.userservice.trending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** All lists anybody asks for. */
@Component
class TrendingLists {

    private static final Logger log = LoggerFactory.getLogger(TrendingLists.class);

    private static final int MOST_IN_MEMORY = 500;
    private static final int MOST_IN_POSTGRES = 2000;
    private static final Duration KEPT = Duration.ofDays(2);

    private final ListTurns turns;
    private final PublishedLists published;
    private final Bulkhead places;
    private final InstantSource clock;
    private final Cache<ListKey, HeldList> held =
            Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

    TrendingLists(ListTurns turns, PublishedLists published, BulkheadRegistry bulkheads, InstantSource clock) {
        this.turns = turns;
        this.published = published;
        this.places = bulkheads.bulkhead("trending");
        this.clock = clock;
    }

    HeldList.Shown current(ListKey key) {
        return held.get(key, unheld -> new HeldList(unheld, turns, places, clock))
                .current();
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void purge() {
        try {
            published.purge(clock.instant().minus(KEPT), MOST_IN_POSTGRES);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Old lists of who was trending are dropped later: {}", e.getMessage());
        }
    }
}
