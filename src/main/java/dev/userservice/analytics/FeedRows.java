package dev.userservice.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the Auth Service has been told, in Postgres: one row for all instances. */
@Repository
class FeedRows {

    private final JdbcClient jdbc;

    FeedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The batch that was not acknowledged yet, or a new one; nothing if there is none or somebody else has it. */
    Optional<FeedBatch> claim(int size, Duration lease) {
        return jdbc.sql("""
                        WITH next AS (
                            SELECT max(change) AS batch_end
                              FROM (SELECT a.change FROM user_analytics a JOIN analytics_feed f ON a.change > f.fed_up_to
                                     ORDER BY a.change LIMIT :size) AS changes)
                        UPDATE analytics_feed f SET batch_id = coalesce(f.batch_id, :id),
                               batch_end = coalesce(f.batch_end, next.batch_end), batch_at = coalesce(f.batch_at, now()),
                               available_at = now() + make_interval(secs => :lease)
                          FROM next
                         WHERE f.available_at <= now() AND coalesce(f.batch_end, next.batch_end) IS NOT NULL
                        RETURNING f.batch_id AS id, f.fed_up_to AS after, f.batch_end AS end, f.batch_at AS at, f.attempts,
                               f.available_at AS leased_until
                        """)
                .param("size", size)
                .param("id", "ana_" + UUID.randomUUID().toString().replace("-", ""))
                .param("lease", seconds(lease))
                .query(FeedBatch.class)
                .optional();
    }

    /** The Auth Service knows of this batch. */
    void done(FeedBatch batch) {
        jdbc.sql("""
                        UPDATE analytics_feed SET fed_up_to = greatest(fed_up_to, batch_end), batch_id = NULL,
                               batch_end = NULL, batch_at = NULL, attempts = 0, available_at = now()
                         WHERE batch_id = :id
                        """).param("id", batch.id()).update();
    }

    /** Nobody sends this batch for a while, unless somebody already does because the lease was lost. */
    void retry(FeedBatch batch, Duration delay) {
        jdbc.sql("""
                        UPDATE analytics_feed SET attempts = attempts + 1,
                               available_at = now() + make_interval(secs => :delay)
                         WHERE batch_id = :id AND available_at = :leasedUntil
                        """)
                .param("id", batch.id())
                .param("delay", seconds(delay))
                .param("leasedUntil", batch.leasedUntil().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** When the oldest change was made that the Auth Service does not know of. */
    Optional<Instant> oldestUntold() {
        return jdbc.sql("""
                        SELECT a.changed_at FROM user_analytics a JOIN analytics_feed f ON a.change > f.fed_up_to
                         ORDER BY a.change LIMIT 1
                        """).query(Instant.class).optional();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
