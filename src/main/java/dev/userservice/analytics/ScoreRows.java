package dev.userservice.analytics;

import dev.userservice.analytics.Scores.Recently;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The scores in Postgres, and what they are computed from. */
@Repository
class ScoreRows {

    private final JdbcClient jdbc;

    ScoreRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The next whose scores are due, the oldest first; no other instance gets them. Those something happened to come before
     * the quiet ones. One that is killed now leaves them for the next time.
     */
    List<String> claim(ScoreProperties properties) {
        return jdbc.sql("""
                        WITH active AS MATERIALIZED (
                            SELECT user_id, scores_computed_at FROM user_analytics
                             WHERE changed_at > scores_computed_at
                               AND scores_computed_at < now() - make_interval(secs => :rest)
                             ORDER BY scores_computed_at LIMIT :most FOR UPDATE SKIP LOCKED),
                        quiet AS MATERIALIZED (
                            SELECT user_id, scores_computed_at FROM user_analytics
                             WHERE scores_computed_at < now() - make_interval(secs => :quietRest)
                             ORDER BY scores_computed_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        UPDATE user_analytics SET scores_computed_at = now()
                         WHERE user_id IN (SELECT user_id FROM active UNION SELECT user_id FROM quiet)
                        RETURNING user_id
                        """)
                .param("rest", properties.rest().toSeconds())
                .param("quietRest", properties.quietRest().toSeconds())
                .param("most", properties.batchSize() / 2)
                .query(String.class)
                .list();
    }

    private record Row(String userId, double views, double viewers, double appearances, double favorites) {}

    /** What happened to these people, long ago counting for less. */
    Map<String, Recently> recently(Collection<String> userIds) {
        Map<String, Recently> found = new TreeMap<>();
        userIds.forEach(userId -> found.put(userId, new Recently(0, 0, 0, 0)));
        jdbc.sql("""
                        SELECT user_id, sum(weight * views) AS views, sum(weight * viewers) AS viewers,
                               sum(weight * appearances) AS appearances, sum(weight * favorites) AS favorites
                          FROM (SELECT a.*, 0.5 ^ greatest(0, extract(epoch FROM now() - hour) / :halfLife) AS weight
                                  FROM user_activity a WHERE user_id = ANY (:ids)) AS a
                         GROUP BY user_id
                        """)
                .param("halfLife", (double)
                        Duration.ofDays(Scores.HALF_LIFE_DAYS).toSeconds())
                .param("ids", userIds.toArray(String[]::new))
                .query(Row.class)
                .list()
                .forEach(row -> found.put(
                        row.userId(), new Recently(row.views(), row.viewers(), row.appearances(), row.favorites())));
        return found;
    }

    /** Keeps the scores, but of whoever is being counted or deleted just now: those are due again, or gone. */
    void write(Map<String, Scores> scores) {
        List<Scores> values = List.copyOf(scores.values());
        jdbc.sql("""
                        WITH locked AS MATERIALIZED (
                            SELECT s.* FROM unnest(:ids::text[], :popularity::double precision[],
                                                   :engagement::double precision[]) AS s (user_id, popularity, engagement)
                              JOIN user_analytics a USING (user_id) FOR UPDATE OF a SKIP LOCKED)
                        UPDATE user_analytics a
                           SET popularity_score = locked.popularity, engagement_score = locked.engagement
                          FROM locked WHERE a.user_id = locked.user_id
                        """)
                .param("ids", scores.keySet().toArray(String[]::new))
                .param("popularity", values.stream().map(Scores::popularity).toArray(Double[]::new))
                .param("engagement", values.stream().map(Scores::engagement).toArray(Double[]::new))
                .update();
    }
}
