package dev.userservice.analytics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The counters in Postgres: of each person in all, and in each hour. */
@Repository
class CounterRows {

    private final JdbcClient jdbc;
    private final CounterLock lock;
    private final RecentViewRows recent;
    private final ViewerRows viewers;
    private final ActivityErasures erasures;

    CounterRows(
            JdbcClient jdbc, CounterLock lock, RecentViewRows recent, ViewerRows viewers, ActivityErasures erasures) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.recent = recent;
        this.viewers = viewers;
        this.erasures = erasures;
    }

    /**
     * Adds to the counters of those who are there; deleted and unknown people have none. Views that repeat one of a while
     * ago are left out; returns how many were not. One flush at a time, and none while somebody is being deleted: so it
     * cannot bring back a row that is just going, and the numbers of changes come in the order in which they become
     * visible.
     */
    @Transactional
    public int add(List<Count> counts, List<View> views) {
        lock.hold();
        List<View> counted = recent.add(views);
        var all = new TreeMap<UserHour, Count>();
        Stream.concat(counts.stream(), counted.stream().map(View::count))
                .forEach(count -> all.merge(count.of(), count, Count::plus));
        write(List.copyOf(all.values()));
        return counted.size();
    }

    private void write(List<Count> counts) {
        Map<UserHour, Long> newViewers = viewers.add(counts);
        jdbc.sql("""
                        WITH c AS MATERIALIZED (
                            SELECT c.*, nextval('analytics_change') AS change
                              FROM unnest(:ids::text[], :hours::timestamptz[], :views::bigint[], :viewers::bigint[],
                                          :appearances::bigint[], :favorites::bigint[])
                                       AS c (user_id, hour, views, viewers, appearances, favorites)
                              JOIN user_cache u ON u.id = c.user_id AND u.deleted_at IS NULL),
                        hours AS (
                            INSERT INTO user_activity AS a
                                   (user_id, hour, views, viewers, appearances, favorites, change)
                            SELECT * FROM c ORDER BY user_id, hour
                                ON CONFLICT (user_id, hour) DO UPDATE SET
                                   views = a.views + EXCLUDED.views, viewers = a.viewers + EXCLUDED.viewers,
                                   appearances = a.appearances + EXCLUDED.appearances,
                                   favorites = a.favorites + EXCLUDED.favorites, change = EXCLUDED.change)
                        INSERT INTO user_analytics AS a (user_id, profile_views, unique_viewers, search_appearances,
                                                         favorites, change, changed_at)
                        SELECT user_id, sum(views), sum(viewers), sum(appearances), sum(favorites), max(change), now()
                          FROM c GROUP BY user_id ORDER BY user_id
                            ON CONFLICT (user_id) DO UPDATE SET
                               profile_views = a.profile_views + EXCLUDED.profile_views,
                               unique_viewers = a.unique_viewers + EXCLUDED.unique_viewers,
                               search_appearances = a.search_appearances + EXCLUDED.search_appearances,
                               favorites = a.favorites + EXCLUDED.favorites,
                               change = EXCLUDED.change, changed_at = clock_timestamp()
                        """)
                .param("ids", counts.stream().map(Count::userId).toArray(String[]::new))
                .param(
                        "hours",
                        counts.stream()
                                .map(count -> count.of().hour().toString())
                                .toArray(String[]::new))
                .param("views", counts.stream().map(Count::profileViews).toArray(Long[]::new))
                .param(
                        "viewers",
                        counts.stream()
                                .map(count -> newViewers.getOrDefault(count.of(), 0L))
                                .toArray(Long[]::new))
                .param(
                        "appearances",
                        counts.stream().map(Count::searchAppearances).toArray(Long[]::new))
                .param("favorites", counts.stream().map(Count::favorites).toArray(Long[]::new))
                .update();
    }

    /**
     * Removes the counters of somebody who is being deleted, and notes down that the index is still to forget them. Others
     * may be deleted meanwhile, but no flush runs.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String userId) {
        lock.share();
        List.of("user_analytics", "user_activity", "user_viewers", "recent_view")
                .forEach(table -> jdbc.sql("DELETE FROM " + table + " WHERE user_id = :userId")
                        .param("userId", userId)
                        .update());
        erasures.add(userId);
    }

    boolean hold(String userId) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM user_analytics WHERE user_id = :userId)
                            OR EXISTS (SELECT FROM user_activity WHERE user_id = :userId)
                            OR EXISTS (SELECT FROM user_viewers WHERE user_id = :userId)
                            OR EXISTS (SELECT FROM recent_view WHERE user_id = :userId)
                        """).param("userId", userId).query(Boolean.class).single();
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
