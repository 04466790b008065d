package dev.userservice.search;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is still to be removed from the search history: searches by deleted users, and searches for them by name. */
@Repository
class Erasures {

    // a short word is no more than a word within a longer query, but by itself it may be a handle
    private static final int TELLING = 6;
    private static final int BATCH = 20;

    private final JdbcClient jdbc;

    Erasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Erasure(String userId, String searcher, List<String> names, boolean last) {}

    /** Notes down whom to forget, in the transaction that deletes the user. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String userId, String searcher, List<String> names) {
        jdbc.sql("""
                        INSERT INTO search_erasure AS e VALUES (:userId, :searcher, :names::text[], now(), now())
                            ON CONFLICT (user_id) DO UPDATE SET names = e.names || EXCLUDED.names,
                               erased_at = EXCLUDED.erased_at, due_at = EXCLUDED.due_at
                        """)
                .param("userId", userId)
                .param("searcher", searcher)
                .param("names", names.toArray(String[]::new))
                .update();
    }

    /**
     * Removes what is due of some users: at once, and a last time when the searches that were on their way to the
     * history at the deletion must have arrived. Returns the number of users.
     */
    @Transactional
    public int removeSome(Duration onTheWay) {
        List<Erasure> due = jdbc.sql("""
                        SELECT user_id, searcher, names, erased_at + make_interval(secs => :seconds) <= now() AS last
                          FROM search_erasure WHERE due_at <= now()
                         ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("seconds", onTheWay.toSeconds())
                .param("limit", BATCH)
                .query((row, number) -> new Erasure(
                        row.getString("user_id"),
                        row.getString("searcher"),
                        List.of((String[]) row.getArray("names").getArray()),
                        row.getBoolean("last")))
                .list();
        due.forEach(erasure -> remove(erasure, onTheWay));
        return due.size();
    }

    private void remove(Erasure erasure, Duration onTheWay) {
        removeSearchesBy(erasure.searcher());
        removeFrom(erasure.userId());
        erasure.names().forEach(this::removeSearchesFor);
        if (erasure.last()) {
            jdbc.sql("DELETE FROM search_erasure WHERE user_id = :id")
                    .param("id", erasure.userId())
                    .update();
        } else {
            jdbc.sql(
                            "UPDATE search_erasure SET due_at = erased_at + make_interval(secs => :seconds) WHERE user_id = :id")
                    .param("seconds", onTheWay.toSeconds())
                    .param("id", erasure.userId())
                    .update();
        }
    }

    private void removeSearchesBy(String searcher) {
        jdbc.sql("""
                        WITH gone AS (
                            DELETE FROM search_history WHERE searcher = :searcher
                            RETURNING search_type, normalized_query AS term, created_at),
                        sums AS (
                            SELECT DISTINCT grain, kind, search_trend_shard(term) AS shard,
                                   date_trunc(grain, created_at, 'UTC') AS start, search_type, term
                              FROM gone, unnest(ARRAY['hour', 'day']) AS grain, unnest(ARRAY['query', 'vain']) AS kind
                             UNION ALL
                            SELECT grain, kind, shard, start, search_type, term FROM search_trend
                             WHERE kind = 'gap' AND people @> ARRAY[search_trend_person(:searcher)])
                        MERGE INTO search_trend t USING sums s
                           ON (t.grain, t.kind, t.shard, t.start, t.search_type, t.term)
                            = (s.grain, s.kind, s.shard, s.start, s.search_type, s.term)
                         WHEN MATCHED AND t.people = ARRAY[search_trend_person(:searcher)] THEN DELETE
                         WHEN MATCHED THEN UPDATE SET people = search_trend_without(people, search_trend_person(:searcher))
                        """).param("searcher", searcher).update();
    }

    // day by day, for some are found so often that it would take too long at once
    private void removeFrom(String userId) {
        jdbc.sql("SELECT DISTINCT date_trunc('day', created_at) FROM search_history WHERE shown @> ARRAY[:id]::text[]")
                .param("id", userId)
                .query(OffsetDateTime.class)
                .list()
                .forEach(day ->
                        jdbc.sql("""
                        UPDATE search_history SET shown = array_remove(shown, :id::text)
                         WHERE shown @> ARRAY[:id]::text[] AND created_at >= :day AND created_at < :day + interval '1 day'
                        """).param("id", userId).param("day", day).update());
    }

    // the words by index, in any order; then whether they stand together
    private void removeSearchesFor(String name) {
        Map.of("search_history", "normalized_query", "search_trend", "term")
                .forEach((table, query) -> jdbc.sql("""
                        DELETE FROM %1$s
                         WHERE %2$s <> ''
                           AND search_history_words(%2$s) @> search_history_words(:name)
                           AND cardinality(search_history_words(:name)) > 0
                           AND CASE WHEN cardinality(search_history_words(:name)) = 1 AND length(:name) < :telling
                                    THEN search_history_words(%2$s) = search_history_words(:name)
                                    ELSE strpos(' ' || array_to_string(search_history_words(%2$s), ' ') || ' ',
                                                ' ' || array_to_string(search_history_words(:name), ' ') || ' ') > 0 END
                        """.formatted(table, query))
                        .param("name", name)
                        .param("telling", TELLING)
                        .update());
    }

    /** Whether anything is still to be removed, or the history holds searches by this user, or that showed them. */
    boolean holds(String userId, String searcher) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM search_erasure WHERE user_id = :userId)
                            OR EXISTS (SELECT FROM search_history WHERE searcher = :searcher)
                            OR EXISTS (SELECT FROM search_history WHERE shown @> ARRAY[:userId]::text[])
                        """)
                .param("userId", userId)
                .param("searcher", searcher)
                .query(Boolean.class)
                .single();
    }
}
