package dev.userservice.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The runs in Postgres, at most one of them at work: starting, stopping and looking at them. */
@Repository
class SyncRuns {

    private static final int MOST_KEPT = 100;

    static final String COLUMNS = """
            id, upper(state) AS state, started_at, finished_at, started_revision, checkpoint, listed, read, changed,
            unchanged, stale, invalid, invalid_users::text AS invalid_users, missing, deleted, deletes_confirmed, total,
            users_per_second, error, attempts, available_at, lease
            """;

    private final JdbcClient jdbc;

    SyncRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A new run, or nothing while another is at work. Only the latest run can be resumed, so older ones are tidied. */
    @Transactional
    Optional<SyncRun> start() {
        Optional<SyncRun> run = jdbc.sql("""
                        INSERT INTO sync_run (started_revision) SELECT last_value FROM revision
                            ON CONFLICT DO NOTHING RETURNING
                        """ + COLUMNS).query(SyncRun.class).optional();
        run.ifPresent(started -> {
            jdbc.sql("DELETE FROM sync_run_missing WHERE run_id < :id")
                    .param("id", started.id())
                    .update();
            // a refused start uses up a number, so numbers do not count runs
            jdbc.sql("""
                            DELETE FROM sync_run
                             WHERE id < (SELECT min(id) FROM (SELECT id FROM sync_run ORDER BY id DESC LIMIT :most) AS kept)
                               AND id <> (SELECT coalesce(max(id), 0) FROM sync_run WHERE state = 'completed')
                            """).param("most", MOST_KEPT).update();
        });
        return run;
    }

    Optional<SyncRun> find(long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM sync_run WHERE id = :id")
                .param("id", id)
                .query(SyncRun.class)
                .optional();
    }

    /** The latest runs, the latest first. */
    List<SyncRun> latest(int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM sync_run ORDER BY id DESC LIMIT :limit")
                .param("limit", limit)
                .query(SyncRun.class)
                .list();
    }

    /** When the last run ended that saw everybody and deleted whoever was gone. */
    Optional<Instant> lastCompleted() {
        return jdbc.sql("SELECT finished_at FROM sync_run WHERE state = 'completed' ORDER BY id DESC LIMIT 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Whether the run was stopped by this. */
    boolean cancel(long id) {
        return jdbc.sql("""
                        UPDATE sync_run SET state = 'cancelled', finished_at = now(), lease = NULL
                         WHERE id = :id AND state IN ('running', 'waiting', 'needs_confirmation', 'failed')
                        """).param("id", id).update() == 1;
    }

    /** Whether the run goes on, from where it stopped; not if there is a later one. */
    boolean resume(long id, boolean confirmDeletes) {
        try {
            return jdbc.sql("""
                            UPDATE sync_run SET state = 'running', finished_at = NULL, error = NULL, attempts = 0,
                                   available_at = now(), deletes_confirmed = deletes_confirmed OR :confirmDeletes
                             WHERE id = :id AND id = (SELECT max(id) FROM sync_run)
                               AND (state = 'failed' OR (state = 'needs_confirmation' AND :confirmDeletes))
                            """)
                            .param("id", id)
                            .param("confirmDeletes", confirmDeletes)
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            // a later one was started at the same moment
            return false;
        }
    }

    /** The run at work, if nobody holds it, as ours from now on; whoever held it before has lost it. */
    Optional<SyncRun> claim(Duration lease) {
        return jdbc.sql("""
                        UPDATE sync_run SET state = 'running', lease = :token,
                               available_at = now() + make_interval(secs => :lease)
                         WHERE id = (SELECT id FROM sync_run
                                      WHERE state IN ('running', 'waiting') AND available_at <= now()
                                        FOR UPDATE SKIP LOCKED)
                        RETURNING
                        """ + COLUMNS)
                .param("token", UUID.randomUUID())
                .param("lease", lease.toMillis() / 1000.0)
                .query(SyncRun.class)
                .optional();
    }

    /** Gives the run back for another attempt after a pause; as long as it is ours. */
    void postpone(SyncRun run, String error, Duration pause) {
        jdbc.sql("""
                        UPDATE sync_run SET state = 'waiting', error = :error, attempts = attempts + 1, lease = NULL,
                               available_at = now() + make_interval(secs => :pause)
                         WHERE id = :id AND lease = :lease
                        """)
                .param("error", error)
                .param("pause", pause.toMillis() / 1000.0)
                .param("id", run.id())
                .param("lease", run.lease())
                .update();
    }

    /** Gives the run back to whoever comes first; as long as it is ours. */
    void release(SyncRun run) {
        jdbc.sql("UPDATE sync_run SET available_at = now(), lease = NULL WHERE id = :id AND lease = :lease")
                .param("id", run.id())
                .param("lease", run.lease())
                .update();
    }

    /** Ends the run in this state; as long as it is ours. */
    void end(SyncRun run, RunState state, @Nullable String error) {
        jdbc.sql("""
                        UPDATE sync_run SET state = :state, error = :error, finished_at = now(), lease = NULL
                         WHERE id = :id AND lease = :lease
                        """)
                .param("state", state.wireName())
                .param("error", error)
                .param("id", run.id())
                .param("lease", run.lease())
                .update();
    }
}
