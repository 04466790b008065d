package dev.userservice.analytics;

import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rebuilds of the activity index: the worker fills another one from Postgres beside the one it keeps up to date, and lets
 * it serve when nothing is missing any more.
 */
@Repository
class ActivityRebuilds {

    private final JdbcClient jdbc;

    ActivityRebuilds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One of them: {@code written} of about {@code total} hours are in the new index, for as long as it is filled. */
    record Rebuild(
            long id,
            String index,
            long total,
            @Nullable Long written,
            String startedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String cancelledBy,
            @Nullable String failure) {}

    /** Begins one, unless one is under way. To count more than a million hours would take too long; they are estimated. */
    @Transactional
    public void start(String actor) {
        int begun = jdbc.sql("""
                        INSERT INTO activity_rebuild (index_name, total, started_by)
                        SELECT 'activity-' || lpad((coalesce(max(substring(name FROM '[0-9]+$')::int), 1) + 1)::text, 6, '0'),
                               greatest((SELECT count(*) FROM (SELECT FROM user_activity LIMIT 1000000) AS counted),
                                        (SELECT sum(reltuples)::bigint FROM pg_inherits JOIN pg_class ON oid = inhrelid
                                          WHERE inhparent = 'user_activity'::regclass)),
                               :actor
                          FROM (SELECT index_name AS name FROM activity_index
                                 UNION SELECT index_name FROM activity_rebuild) AS names
                            ON CONFLICT ((true)) WHERE finished_at IS NULL DO NOTHING
                        """).param("actor", actor).update();
        if (begun > 0) {
            jdbc.sql("""
                            INSERT INTO activity_index (index_name, state)
                            SELECT index_name, 'FILLING' FROM activity_rebuild WHERE finished_at IS NULL
                            """).update();
        }
    }

    Optional<Rebuild> latest() {
        return jdbc.sql("""
                        SELECT r.id, r.index_name AS index, r.total, i.written, r.started_by, r.started_at, r.finished_at,
                               r.cancelled_by, r.failure
                          FROM activity_rebuild r LEFT JOIN activity_index i ON i.index_name = r.index_name
                         ORDER BY r.id DESC LIMIT 1
                        """).query(Rebuild.class).optional();
    }

    /** Gives up the one that is under way, because somebody wants it. */
    @Transactional
    public void cancel(String actor) {
        giveUp("cancelled_by", actor, null);
    }

    /** Gives up the one that fills this index, because it cannot succeed. */
    @Transactional
    public void fail(String index, String reason) {
        giveUp("failure", reason, index);
    }

    private void giveUp(String column, String value, @Nullable String index) {
        int ended = jdbc.sql("UPDATE activity_rebuild SET finished_at = now(), " + column + """
                         = :value WHERE finished_at IS NULL AND index_name = coalesce(:index, index_name)
                        """)
                .param("value", value)
                .param("index", index, Types.VARCHAR)
                .update();
        if (ended > 0) {
            jdbc.sql("UPDATE activity_index SET state = 'RETIRED' WHERE state = 'FILLING'")
                    .update();
        }
    }

    /** This index, which is filled, serves from now on, the one before does not; nothing if the rebuild was given up. */
    @Transactional
    public void complete(String index) {
        int finished = jdbc.sql(
                        "UPDATE activity_rebuild SET finished_at = now() WHERE finished_at IS NULL AND index_name = :index")
                .param("index", index)
                .update();
        if (finished > 0) {
            jdbc.sql("UPDATE activity_index SET state = 'RETIRED' WHERE state = 'SERVING'")
                    .update();
            jdbc.sql("UPDATE activity_index SET state = 'SERVING' WHERE state = 'FILLING'")
                    .update();
        }
    }
}
