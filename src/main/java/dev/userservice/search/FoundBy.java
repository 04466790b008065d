package dev.userservice.search;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Tells which queries found somebody, of those that so many people made that it tells of none of them. */
@Repository
public class FoundBy {

    private static final Duration LATELY = Duration.ofDays(30);
    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    FoundBy(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A query, and how many people it showed the user to among the first hits. */
    public record Query(String query, long people, long searches) {}

    /**
     * Of the last 30 days, most people first. However often somebody is found, only twenty thousand of these searches are
     * read, which takes less than a second.
     */
    @Transactional(readOnly = true, timeout = 4)
    public List<Query> queries(String userId) {
        return jdbc.sql("""
                        SELECT normalized_query AS query, count(DISTINCT searcher) AS people, count(*) AS searches
                          FROM (SELECT normalized_query, searcher FROM search_history
                                 WHERE shown @> ARRAY[:userId]::text[] AND created_at >= :since LIMIT 20000) AS found
                         GROUP BY normalized_query
                        HAVING count(DISTINCT searcher) >= :fewest
                         ORDER BY people DESC, searches DESC, query LIMIT :most
                        """)
                .param("userId", userId)
                .param("since", clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC))
                .param("fewest", PopularSearches.FEWEST_PEOPLE)
                .param("most", MOST)
                .query(Query.class)
                .list();
    }
}
