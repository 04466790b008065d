package dev.userservice.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** What was searched for, summed up in {@code search_trend}, which {@link HistoryWriter} adds to. */
@Repository
class TrendRows {

    private static final int SHARDS = 8;

    // both windows of 24 hours, and both of 30 days
    private static final Duration HOURS_KEPT = Duration.ofDays(3);
    private static final Duration DAYS_KEPT = Duration.ofDays(61);

    private static final int FEWEST_PEOPLE = PopularSearches.FEWEST_PEOPLE;
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final HistoryProperties history;

    TrendRows(JdbcClient jdbc, InstantSource clock, HistoryProperties history) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.history = history;
    }

    /** What is told apart: queries, those of them that found nobody, and niches in searches that found nobody. */
    enum Kind {
        QUERY,
        VAIN,
        GAP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which trends: of searches of one type, or of all; in a window that ends now. */
    record Asked(Kind kind, @Nullable SearchKind type, TrendWindow window, Instant now) {

        private String[] types() {
            return (type == null ? List.of(SearchKind.values()) : List.of(type))
                    .stream().map(SearchKind::word).toArray(String[]::new);
        }
    }

    /**
     * What as many people searched for as it takes to tell of none of them: the terms of most people, and those with the
     * most compared to the window before. Each statement is short, so that none is cut off however much is searched.
     */
    List<SearchTrend> trends(Asked asked) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> trends(asked, shard))
                .flatMap(List::stream)
                .toList();
    }

    // people of each day, added up, are at least those of all days, and much faster to count
    private List<SearchTrend> trends(Asked asked, int shard) {
        return jdbc.sql("""
                        WITH added AS MATERIALIZED (
                            SELECT term, sum(searches) FILTER (WHERE start >= :from) AS searches,
                                   sum(results) FILTER (WHERE start >= :from) AS results,
                                   sum(cardinality(people)) FILTER (WHERE start >= :from) AS most_people,
                                   coalesce(sum(cardinality(people)) FILTER (WHERE start < :from), 0) AS former
                              FROM search_trend
                             WHERE grain = :grain AND kind = :kind AND shard = :shard AND start >= :formerFrom
                               AND search_type = ANY (:types)
                             GROUP BY term
                            HAVING sum(cardinality(people)) FILTER (WHERE start >= :from) >= :fewest),
                        candidates AS (
                            (SELECT * FROM added ORDER BY most_people DESC, term LIMIT :most) UNION
                            (SELECT * FROM added
                              ORDER BY (most_people + :fewest)::float8 / (former + :fewest) DESC, term LIMIT :most)),
                        counted AS (
                            SELECT c.term, c.searches, c.results,
                                   search_trend_count(array_agg(DISTINCT person) FILTER (WHERE start >= :from)) AS people,
                                   search_trend_count(array_agg(DISTINCT person) FILTER (WHERE start < :from))
                                       AS former_people
                              FROM candidates c JOIN search_trend t USING (term), unnest(t.people) AS person
                             WHERE grain = :grain AND kind = :kind AND shard = :shard AND start >= :formerFrom
                               AND search_type = ANY (:types)
                             GROUP BY c.term, c.searches, c.results)
                        SELECT * FROM counted WHERE people >= :fewest
                        """)
                .param("grain", asked.window().grain())
                .param("kind", asked.kind().word())
                .param("shard", shard)
                .param("types", asked.types())
                .param("from", time(asked.window().from(asked.now())))
                .param("formerFrom", time(asked.window().formerFrom(asked.now())))
                .param("fewest", FEWEST_PEOPLE)
                .param("most", MOST)
                .query(SearchTrend.class)
                .list();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        forget("hour", HOURS_KEPT);
        forget("day", DAYS_KEPT);
    }

    private void forget(String grain, Duration kept) {
        Duration longest = kept.compareTo(history.retention()) < 0 ? kept : history.retention();
        jdbc.sql("DELETE FROM search_trend WHERE grain = :grain AND start < :before")
                .param("grain", grain)
                .param("before", time(clock.instant().minus(longest)))
                .update();
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
