package dev.userservice.reindexing;

import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who works on a run: one instance at a time, for as long as it says so. All times are the database's. */
@Repository
class RunLeases {

    private final JdbcClient jdbc;
    private final ReindexingProperties properties;

    RunLeases(JdbcClient jdbc, ReindexingProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** How far the filling of the new index has come. */
    record Progress(
            String checkpoint,
            long done,
            double rate,
            double activeSeconds,
            @Nullable String throttledBy) {}

    /**
     * A run there is something to do for, if nobody holds it, as ours from now on; whoever held it before has lost it.
     * That is one at work, one whose index was given up, one that kept an index for long enough, or one that left one.
     */
    Optional<ReindexRun> claim() {
        return jdbc.sql("""
                        UPDATE reindex_run r SET lease = :token, heartbeat_at = now(),
                               available_at = now() + make_interval(secs => :lease)
                         WHERE id = (SELECT id FROM reindex_run c
                                      WHERE available_at <= now() AND (
                                            (state IN ('planned', 'building', 'catching_up', 'verifying', 'switched')
                                             AND NOT (lifecycle ->> 'paused')::boolean)
                                            OR (state = 'kept' AND (lifecycle ->> 'kept_until')::timestamptz <= now())
                                            OR leftover IS NOT NULL
                                            OR (state NOT IN ('cleaned', 'cancelled', 'failed') AND EXISTS
                                                (SELECT FROM write_target t WHERE t.lost IS NOT NULL
                                                    AND t.index_name IN (c.old_index, c.new_index))))
                                      ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING
                        """ + RunRows.COLUMNS)
                .param("token", UUID.randomUUID())
                .param("lease", lease())
                .query(String.class)
                .optional()
                .map(RunRows::read);
    }

    /** The run as it is now, ours for longer; nothing if it no longer is. */
    Optional<ReindexRun> renew(ReindexRun run) {
        return renew(run, null);
    }

    /** The same, in the course of a trial, after so many searches; nothing if it is none. */
    Optional<ReindexRun> renew(ReindexRun run, @Nullable Long tried) {
        return jdbc.sql("""
                        UPDATE reindex_run r SET heartbeat_at = now(), tried = coalesce(:tried, tried),
                               available_at = now() + make_interval(secs => :lease)
                         WHERE id = :id AND lease = :token
                        RETURNING
                        """ + RunRows.COLUMNS)
                .param("tried", tried, Types.BIGINT)
                .param("lease", lease())
                .param("id", run.id())
                .param("token", run.lease())
                .query(String.class)
                .optional()
                .map(RunRows::read);
    }

    /** The same, further than before. */
    Optional<ReindexRun> advance(ReindexRun run, Progress progress) {
        return jdbc.sql("""
                        UPDATE reindex_run r SET heartbeat_at = now(), waiting = NULL, attempts = 0,
                               checkpoint = :checkpoint, done = :done, rate = :rate, active_seconds = :activeSeconds,
                               throttled_by = :throttledBy, available_at = now() + make_interval(secs => :lease)
                         WHERE id = :id AND lease = :token
                        RETURNING
                        """ + RunRows.COLUMNS)
                .param("checkpoint", progress.checkpoint())
                .param("done", progress.done())
                .param("rate", progress.rate())
                .param("activeSeconds", progress.activeSeconds())
                .param("throttledBy", progress.throttledBy(), Types.VARCHAR)
                .param("lease", lease())
                .param("id", run.id())
                .param("token", run.lease())
                .query(String.class)
                .optional()
                .map(RunRows::read);
    }

    /** Gives the run back for another attempt after a pause; as long as it is ours. */
    void postpone(ReindexRun run, String reason, Duration pause) {
        jdbc.sql("""
                        UPDATE reindex_run SET lease = NULL, waiting = :reason, attempts = attempts + 1, rate = 0,
                               available_at = now() + make_interval(secs => :pause)
                         WHERE id = :id AND lease = :token
                        """)
                .param("reason", reason)
                .param("pause", pause.toMillis() / 1000.0)
                .param("id", run.id())
                .param("token", run.lease())
                .update();
    }

    /** Gives the run back to whoever comes first; as long as it is ours. */
    void release(ReindexRun run) {
        jdbc.sql(
                        "UPDATE reindex_run SET lease = NULL, rate = 0, available_at = now() WHERE id = :id AND lease = :token")
                .param("id", run.id())
                .param("token", run.lease())
                .update();
    }

    private double lease() {
        return properties.lease().toMillis() / 1000.0;
    }
}
