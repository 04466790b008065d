package dev.userservice.search;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What many people searched for lately and found; so many that a query tells of none of them. */
@Component
class PopularSearches {

    static final int FEWEST_PEOPLE = 5;
    private static final int MOST_SEARCHES = 5000;
    private static final Duration LATELY = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(PopularSearches.class);

    private final HistoryRows rows;
    private final InstantSource clock;
    private volatile Map<String, NavigableMap<String, Integer>> ranks = Map.of();

    PopularSearches(HistoryRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M")
    void refresh() {
        try {
            List<HistoryRows.Popular> popular =
                    rows.popular(clock.instant().minus(LATELY), FEWEST_PEOPLE, MOST_SEARCHES);
            Map<String, NavigableMap<String, Integer>> refreshed = new HashMap<>();
            popular.forEach(search -> {
                NavigableMap<String, Integer> ofType =
                        refreshed.computeIfAbsent(search.type(), type -> new TreeMap<>());
                ofType.put(search.query(), ofType.size());
            });
            ranks = refreshed;
        } catch (DataAccessException | TransactionException e) {
            log.warn("Popular searches stay as they are: {}", e.getMessage());
        }
    }

    /** Normalized popular queries of this kind that begin like this, most people first; all begin with a blank. */
    List<String> beginningWith(String prefix, SearchKind kind, int limit) {
        String start = NormalizedQuery.of(prefix);
        NavigableMap<String, Integer> ofKind = ranks.getOrDefault(kind.word(), Collections.emptyNavigableMap());
        return ofKind.subMap(start, true, start + Character.MAX_VALUE, false).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}
