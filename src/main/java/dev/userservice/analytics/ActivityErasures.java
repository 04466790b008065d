package dev.userservice.analytics;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whose activity the indices are still to forget: at once, and once more when what was on its way has arrived. */
@Repository
class ActivityErasures {

    private final JdbcClient jdbc;

    ActivityErasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything until this change is to be forgotten of this user; what comes later is of somebody new. */
    record Erasure(String userId, long change) {}

    /** Notes down whom to forget, in the transaction that deletes the user. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String userId) {
        jdbc.sql("""
                        INSERT INTO activity_erasure VALUES (:userId, nextval('analytics_change'), now(), now())
                            ON CONFLICT (user_id) DO UPDATE SET change = EXCLUDED.change,
                               erased_at = EXCLUDED.erased_at, due_at = EXCLUDED.due_at
                        """).param("userId", userId).update();
    }

    List<Erasure> due(int most) {
        return jdbc.sql(
                        "SELECT user_id, change FROM activity_erasure WHERE due_at <= now() ORDER BY due_at LIMIT :most")
                .param("most", most)
                .query(Erasure.class)
                .list();
    }

    /** The indices have forgotten these. Those that were deleted again meanwhile stay as they are. */
    @Transactional
    public void done(List<Erasure> erasures, Duration onTheWay) {
        String[] ids = erasures.stream().map(Erasure::userId).toArray(String[]::new);
        Long[] changes = erasures.stream().map(Erasure::change).toArray(Long[]::new);
        jdbc.sql("""
                        DELETE FROM activity_erasure e
                         USING unnest(:ids::text[], :changes::bigint[]) AS done (user_id, change)
                         WHERE e.user_id = done.user_id AND e.change = done.change AND e.due_at > e.erased_at
                        """).param("ids", ids).param("changes", changes).update();
        jdbc.sql("""
                        UPDATE activity_erasure e SET due_at = e.erased_at + make_interval(secs => :seconds)
                          FROM unnest(:ids::text[], :changes::bigint[]) AS done (user_id, change)
                         WHERE e.user_id = done.user_id AND e.change = done.change
                        """)
                .param("seconds", onTheWay.toMillis() / 1000.0)
                .param("ids", ids)
                .param("changes", changes)
                .update();
    }

    /** Whether this user waits to be forgotten for the first time. */
    boolean isWaiting(String userId) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM activity_erasure WHERE user_id = :userId AND due_at <= erased_at)")
                .param("userId", userId)
                .query(Boolean.class)
                .single();
    }
}
