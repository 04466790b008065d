package dev.userservice.reindexing;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The runs in Postgres, at most one of them active. A change is made to the edition it was decided on, or not at all. */
@Repository
class ReindexRuns {

    private static final String ACTIVE =
            "state IN ('planned', 'building', 'catching_up', 'verifying', 'ready', 'switched')";

    private final JdbcClient jdbc;

    ReindexRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a run begins with. */
    record Beginning(
            Lifecycle lifecycle,
            String oldIndex,
            RunOptions options,
            Plan plan,
            String startedBy,
            @Nullable String idempotencyKey) {}

    /** A new run, or nothing while another is active. */
    Optional<ReindexRun> start(Beginning beginning) {
        return jdbc.sql("""
                        INSERT INTO reindex_run AS r
                               (lifecycle, old_index, new_index, options, plan, started_by, idempotency_key)
                        SELECT :lifecycle::jsonb, :oldIndex, 'users-' || lpad((1 + max(number))::text, 6, '0'),
                               :options::jsonb, :plan::jsonb, :startedBy, :key
                          FROM (SELECT substring(name FROM '[0-9]+$')::bigint AS number
                                  FROM (SELECT :oldIndex::text UNION ALL SELECT new_index FROM reindex_run)
                                         AS used (name)) AS numbers
                            ON CONFLICT DO NOTHING
                        RETURNING
                        """ + RunRows.COLUMNS)
                .param("lifecycle", RunRows.write(beginning.lifecycle()))
                .param("oldIndex", beginning.oldIndex())
                .param("options", RunRows.write(beginning.options()))
                .param("plan", RunRows.write(beginning.plan()))
                .param("startedBy", beginning.startedBy())
                .param("key", beginning.idempotencyKey(), Types.VARCHAR)
                .query(String.class)
                .optional()
                .map(RunRows::read);
    }

    Optional<ReindexRun> find(long id) {
        return one("WHERE id = :value", id);
    }

    /** A run that nobody else changes before the end of this transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<ReindexRun> lock(long id) {
        return one("WHERE id = :value FOR UPDATE", id);
    }

    Optional<ReindexRun> byKey(String idempotencyKey) {
        return one("WHERE idempotency_key = :value", idempotencyKey);
    }

    Optional<ReindexRun> active() {
        return one("WHERE " + ACTIVE + " AND :value", true);
    }

    /** The index that serves searches; nothing while a run moves the alias from one to another. */
    Optional<String> servingAtRest() {
        return jdbc.sql("""
                        SELECT index_name FROM write_target
                         WHERE serving AND NOT EXISTS (SELECT FROM reindex_run WHERE state = 'switched')
                        """).query(String.class).optional();
    }

    private Optional<ReindexRun> one(String condition, Object value) {
        return jdbc.sql("SELECT " + RunRows.COLUMNS + " FROM reindex_run r " + condition)
                .param("value", value)
                .query(String.class)
                .optional()
                .map(RunRows::read);
    }

    /** The latest runs, the latest first. */
    List<ReindexRun> latest(int limit) {
        return jdbc
                .sql("SELECT " + RunRows.COLUMNS + " FROM reindex_run r ORDER BY id DESC LIMIT :limit")
                .param("limit", limit)
                .query(String.class)
                .list()
                .stream()
                .map(RunRows::read)
                .toList();
    }

    /** Earlier runs that still keep an index. */
    List<ReindexRun> keptBefore(ReindexRun run) {
        return jdbc
                .sql("SELECT " + RunRows.COLUMNS + " FROM reindex_run r WHERE state = 'kept' AND id < :id")
                .param("id", run.id())
                .query(String.class)
                .list()
                .stream()
                .map(RunRows::read)
                .toList();
    }

    /**
     * The run in its next state, or nothing if it is another edition by now, or another run is active. Whoever works
     * on it goes on if it still is work, and has lost it if not.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<ReindexRun> change(ReindexRun run, Lifecycle next, RunOptions options) {
        try {
            return jdbc.sql("""
                            UPDATE reindex_run r SET lifecycle = :lifecycle::jsonb, edition = edition + 1,
                                   options = :options::jsonb, heartbeat_at = now(), waiting = NULL, attempts = 0,
                                   lease = CASE WHEN :over THEN NULL ELSE lease END,
                                   available_at = CASE WHEN :over OR lease IS NULL THEN now() ELSE available_at END
                             WHERE id = :id AND edition = :edition
                            RETURNING
                            """ + RunRows.COLUMNS)
                    .param("lifecycle", RunRows.write(next))
                    .param("options", RunRows.write(options))
                    .param("over", next.state().isOver())
                    .param("id", run.id())
                    .param("edition", run.edition())
                    .query(String.class)
                    .optional()
                    .map(RunRows::read);
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    /** Notes what the new index has to hold, and since when every change is written to it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void begin(ReindexRun run, long lastRevision, long users) {
        jdbc.sql("""
                        UPDATE reindex_run SET started_revision = :lastRevision, total = :users, building_since = now(),
                               checkpoint = '', done = 0
                         WHERE id = :id
                        """)
                .param("lastRevision", lastRevision)
                .param("users", users)
                .param("id", run.id())
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void report(ReindexRun run, Report report) {
        jdbc.sql("UPDATE reindex_run SET report = :report::jsonb WHERE id = :id")
                .param("report", RunRows.write(report))
                .param("id", run.id())
                .update();
    }

    /** Notes that an index is to be deleted, and what it refused before. */
    @Transactional(propagation = Propagation.MANDATORY)
    void leave(ReindexRun run, String index, ReindexRun.@Nullable Refusals refusals) {
        jdbc.sql("""
                        UPDATE reindex_run SET leftover = :index, refusals = coalesce(:refusals::jsonb, refusals)
                         WHERE id = :id
                        """)
                .param("index", index)
                .param("refusals", refusals == null ? null : RunRows.write(refusals), Types.VARCHAR)
                .param("id", run.id())
                .update();
    }

    void leftoverIsGone(ReindexRun run) {
        jdbc.sql("UPDATE reindex_run SET leftover = NULL WHERE id = :id AND leftover = :index")
                .param("id", run.id())
                .param("index", run.leftover())
                .update();
    }

    /** The one that is under way, in a word for a person, such as "Run 7 to users-000002 is building". */
    Optional<String> underWay() {
        return active().map(run -> "Run %d to %s is %s"
                .formatted(run.id(), run.newIndex(), run.state().wireName()));
    }

    /** How fast an index was filled, and how long its trial took. */
    record Timing(double documentsPerSecond, double trialSeconds) {}

    /** That of the last run whose index was filled and tried. */
    Optional<Timing> lastTiming() {
        return jdbc.sql("""
                        SELECT done / active_seconds AS documents_per_second,
                               (report ->> 'took_ms')::double precision / 1000 AS trial_seconds
                          FROM reindex_run
                         WHERE active_seconds > 0 AND done > 0 AND report IS NOT NULL
                           AND state IN ('ready', 'switched', 'kept', 'cleaned')
                         ORDER BY id DESC LIMIT 1
                        """).query(Timing.class).optional();
    }
}
