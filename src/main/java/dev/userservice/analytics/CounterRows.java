package dev.userservice.analytics;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The counters in Postgres. */
@Repository
class CounterRows {

    private final JdbcClient jdbc;

    CounterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds to the counters of those who are there; deleted and unknown people have none. One flush at a time, and none
     * while somebody is being deleted: so it cannot bring back a row that is just going, and the numbers of changes come
     * in the order in which they become visible.
     */
    @Transactional
    public void add(List<Count> counts) {
        // a statement of its own: the next one must see what was committed while this one waited
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('user_analytics'))")
                .query((row, number) -> number)
                .list();
        jdbc.sql("""
                        INSERT INTO user_analytics AS a (user_id, profile_views, search_appearances, change, changed_at)
                        SELECT c.user_id, c.profile_views, c.search_appearances, nextval('analytics_change'), now()
                          FROM unnest(:ids::text[], :views::bigint[], :appearances::bigint[])
                                   AS c (user_id, profile_views, search_appearances)
                          JOIN user_cache u ON u.id = c.user_id AND u.deleted_at IS NULL
                         ORDER BY c.user_id
                            ON CONFLICT (user_id) DO UPDATE SET
                               profile_views = a.profile_views + EXCLUDED.profile_views,
                               search_appearances = a.search_appearances + EXCLUDED.search_appearances,
                               change = EXCLUDED.change, changed_at = EXCLUDED.changed_at
                        """)
                .param("ids", counts.stream().map(Count::userId).toArray(String[]::new))
                .param("views", counts.stream().map(Count::profileViews).toArray(Long[]::new))
                .param(
                        "appearances",
                        counts.stream().map(Count::searchAppearances).toArray(Long[]::new))
                .update();
    }
}
