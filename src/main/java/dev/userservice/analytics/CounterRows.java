package dev.userservice.analytics;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
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

    /** Removes the counters of somebody who is being deleted. Others may be deleted meanwhile, but no flush runs. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String userId) {
        // a statement of its own: the next one must see what a flush wrote while this one waited
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(hashtext('user_analytics'))")
                .query((row, number) -> number)
                .list();
        jdbc.sql("DELETE FROM user_analytics WHERE user_id = :userId")
                .param("userId", userId)
                .update();
    }

    boolean hold(String userId) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM user_analytics WHERE user_id = :userId)")
                .param("userId", userId)
                .query(Boolean.class)
                .single();
    }

    /** Who changed after this change, in order of changes: whoever goes on from the last one misses nobody. */
    List<Counters> changedAfter(long change, int limit) {
        return jdbc.sql("""
                        SELECT user_id, profile_views, search_appearances, change, changed_at FROM user_analytics
                         WHERE change > :change ORDER BY change LIMIT :limit
                        """)
                .param("change", change)
                .param("limit", limit)
                .query(Counters.class)
                .list();
    }

    /** Who changed after one change until another and not again since. */
    List<Counters> changedBetween(long after, long last) {
        return jdbc.sql("""
                        SELECT user_id, profile_views, search_appearances, change, changed_at FROM user_analytics
                         WHERE change > :after AND change <= :last ORDER BY change
                        """)
                .param("after", after)
                .param("last", last)
                .query(Counters.class)
                .list();
    }
}
