package dev.userservice.sync;

import dev.userservice.user.Revision;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far a run has come, written in the transaction of the step it is about and only by whoever holds its lease. Each
 * step renews the lease.
 */
@Repository
class RunProgress {

    // ids are of ASCII, so all of them come before this
    private static final String END = "\uffff";

    private static final String STILL_OURS =
            " WHERE id = :run AND lease = :token AND state = 'running' RETURNING " + SyncRuns.COLUMNS;

    private final JdbcClient jdbc;
    private final PullProperties properties;

    RunProgress(JdbcClient jdbc, PullProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** A page that was read: what it held, what became of it, and who was invalid as JSON. */
    record Page(SourcePage listed, ListedChanges.Applied applied, String invalidUsers, double usersPerSecond) {}

    /** Notes a page, and whoever is missing from its range and has not changed since the run began. */
    @Transactional(propagation = Propagation.MANDATORY)
    SyncRun add(SyncRun run, Page page) {
        String next = page.listed().nextAfter();
        return onlyIfOurs(
                jdbc.sql("""
                        WITH gone AS (
                            INSERT INTO sync_run_missing (run_id, user_id, revision)
                            SELECT :run, c.id, c.revision FROM user_cache c
                             WHERE c.id > :after AND c.id <= :upTo AND c.deleted_at IS NULL
                               AND c.revision <= :startedRevision
                               AND NOT EXISTS (SELECT FROM unnest(:ids::text[]) AS listed (id) WHERE listed.id = c.id)
                            RETURNING 1)
                        UPDATE sync_run SET
                               checkpoint = coalesce(:next, checkpoint), listed = :next::text IS NULL,
                               read = read + :read, changed = changed + :changed, unchanged = unchanged + :unchanged,
                               stale = stale + :stale, invalid = invalid + :invalid,
                               invalid_users = CASE WHEN jsonb_array_length(invalid_users) < 100
                                                    THEN invalid_users || :invalidUsers::jsonb ELSE invalid_users END,
                               missing = missing + (SELECT count(*) FROM gone), total = coalesce(:total, total),
                               users_per_second = :usersPerSecond,
                               error = NULL, attempts = 0, available_at = now() + make_interval(secs => :lease)
                        """ + STILL_OURS)
                        .param("after", run.checkpoint())
                        .param("upTo", next == null ? END : next)
                        .param("startedRevision", run.startedRevision())
                        .param("ids", page.listed().ids().toArray(String[]::new))
                        .param("next", next, Types.VARCHAR)
                        .param("read", page.applied().read())
                        .param("changed", page.applied().changed())
                        .param("unchanged", page.applied().unchanged())
                        .param("stale", page.applied().stale())
                        .param("invalid", page.applied().invalid().size())
                        .param("invalidUsers", page.invalidUsers())
                        .param("total", page.listed().total(), Types.BIGINT)
                        .param("usersPerSecond", page.usersPerSecond()),
                run);
    }

    /** Some of those who are missing. */
    List<Revision> missing(SyncRun run, int limit) {
        return jdbc.sql("""
                        SELECT user_id, revision AS number FROM sync_run_missing WHERE run_id = :run
                         ORDER BY user_id LIMIT :limit
                        """)
                .param("run", run.id())
                .param("limit", limit)
                .query(Revision.class)
                .list();
    }

    /** Notes that these are dealt with, and how many of them were deleted. */
    @Transactional(propagation = Propagation.MANDATORY)
    SyncRun settle(SyncRun run, Collection<Revision> missing, int deleted) {
        return onlyIfOurs(
                jdbc.sql("""
                        WITH settled AS (
                            DELETE FROM sync_run_missing WHERE run_id = :run AND user_id = ANY (:ids::text[]))
                        UPDATE sync_run SET deleted = deleted + :deleted,
                               error = NULL, attempts = 0, available_at = now() + make_interval(secs => :lease)
                        """ + STILL_OURS)
                        .param("ids", missing.stream().map(Revision::userId).toArray(String[]::new))
                        .param("deleted", deleted),
                run);
    }

    private SyncRun onlyIfOurs(JdbcClient.StatementSpec statement, SyncRun run) {
        return statement
                .param("run", run.id())
                .param("token", run.lease())
                .param("lease", properties.lease().toMillis() / 1000.0)
                .query(SyncRun.class)
                .optional()
                .orElseThrow(RunLostException::new);
    }
}
