package dev.userservice.indexing;

import dev.userservice.user.Revision;
import dev.userservice.user.Traces;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The users whose documents are behind, one coalescing row each. A claim is a lease: a worker that dies loses it, and
 * the row is available again by itself. All times are the database's, so that instances need not agree on theirs.
 */
@Repository
public class IndexQueue implements Traces {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    IndexQueue(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** A user to write, at or above this revision, waiting since {@code queuedAt}; ours until the lease ends. */
    record Claim(String userId, long revision, Instant queuedAt, Instant leasedUntil) {}

    /** Published with the change; the worker wakes when it commits. */
    record Added() {}

    /** How much waits, since when, and how many documents Elasticsearch refuses. */
    public record Backlog(long depth, @Nullable Instant oldest, long quarantined) {}

    /** Where one user's document stands in the queue; {@code quarantined} says why Elasticsearch refuses it. */
    public record Entry(
            long revision,
            Instant queuedAt,
            int attempts,
            @Nullable String quarantined) {}

    /** Marks a user's document as behind, in the transaction that changes the user. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String userId, long revision) {
        addAll(List.of(new Revision(userId, revision)));
    }

    /** Marks the documents of different users as behind, in the transaction that changes the users. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addAll(Collection<Revision> changed) {
        if (changed.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO index_queue AS q (user_id, revision, queued_at, available_at)
                        SELECT id, revision, now(), now()
                          FROM unnest(:ids::text[], :revisions::bigint[]) AS c (id, revision) ORDER BY id
                            ON CONFLICT (user_id) DO UPDATE SET revision = greatest(q.revision, EXCLUDED.revision),
                               queued_at = CASE WHEN q.quarantined IS NULL THEN q.queued_at ELSE EXCLUDED.queued_at END,
                               available_at = EXCLUDED.available_at, attempts = 0, quarantined = NULL
                        """)
                .param("ids", changed.stream().map(Revision::userId).toArray(String[]::new))
                .param("revisions", changed.stream().map(Revision::number).toArray(Long[]::new))
                .update();
        events.publishEvent(new Added());
    }

    /**
     * Marks the next documents after this user as behind, quarantined ones included. Returns the last of them, or
     * nothing after everybody.
     */
    Optional<String> addSomeAfter(String userId) {
        return jdbc.sql("""
                        WITH added AS (
                            INSERT INTO index_queue AS q (user_id, revision, queued_at, available_at)
                            SELECT id, revision, now(), now() FROM user_cache
                             WHERE id > :userId AND deleted_at IS NULL ORDER BY id LIMIT 5000
                                ON CONFLICT (user_id) DO UPDATE SET
                                   queued_at = CASE WHEN q.quarantined IS NULL THEN q.queued_at
                                                    ELSE EXCLUDED.queued_at END,
                                   available_at = EXCLUDED.available_at, quarantined = NULL
                            RETURNING user_id)
                        SELECT max(user_id) FROM added HAVING count(*) > 0
                        """).param("userId", userId).query(String.class).optional();
    }

    /** The database's time, to compare with {@code queuedAt}. */
    public Instant now() {
        return jdbc.sql("SELECT now()").query(OffsetDateTime.class).single().toInstant();
    }

    /** Whether anybody queued at or before this moment is still waiting; quarantined documents wait for nothing. */
    public boolean waitsSince(Instant moment) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM index_queue WHERE quarantined IS NULL AND queued_at <= :moment)
                        """)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    List<Claim> claim(int limit, Duration lease) {
        return jdbc.sql("""
                        UPDATE index_queue SET available_at = now() + make_interval(secs => :lease)
                         WHERE user_id = ANY (ARRAY(SELECT user_id FROM index_queue
                                                     WHERE available_at <= now() AND quarantined IS NULL
                                                     ORDER BY available_at LIMIT :limit FOR UPDATE SKIP LOCKED))
                        RETURNING user_id, revision, queued_at, available_at AS leased_until
                        """)
                .param("lease", seconds(lease))
                .param("limit", limit)
                .query(Claim.class)
                .list();
    }

    /**
     * Forgets what is written, unless it changed again or the lease was lost meanwhile. A lost lease means that
     * somebody else may have written something newer before this write: such users are marked as behind once more.
     *
     * <p>If there are other targets by now, nobody is forgotten and everybody is tried again at once. Therefore nobody
     * has to wait for writes under way when a target is added: whoever was settled before had been committed before,
     * and whoever reads the cache afterwards to fill the new index sees it; whoever is settled later was written to it.
     */
    void done(List<Claim> written, long targets) {
        claims("""
                        WITH claimed AS (
                            SELECT * FROM unnest(:ids::text[], :revisions::bigint[], :leases::timestamptz[])
                                       AS c (id, revision, leased_until)),
                        locked AS MATERIALIZED (
                            SELECT q.user_id FROM index_queue q JOIN claimed c ON c.id = q.user_id
                             WHERE q.revision = c.revision AND q.available_at = c.leased_until
                             ORDER BY q.user_id FOR UPDATE OF q),
                        settled AS (
                            DELETE FROM index_queue q USING locked l WHERE q.user_id = l.user_id AND EXISTS
                                   (SELECT FROM write_target_version WHERE version = :targets)
                            RETURNING q.user_id),
                        outdated AS (
                            UPDATE index_queue q SET available_at = now() FROM locked l
                             WHERE q.user_id = l.user_id AND NOT EXISTS
                                   (SELECT FROM write_target_version WHERE version = :targets))
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                        SELECT u.id, u.revision, now(), now() FROM user_cache u JOIN claimed c ON c.id = u.id
                         WHERE u.id NOT IN (SELECT user_id FROM settled)
                            ON CONFLICT (user_id) DO NOTHING
                        """, written).param("targets", targets).update();
    }

    /** Gives claims back, to be tried again after a delay that doubles with each attempt. */
    void retry(List<Claim> claims, Duration first, Duration longest) {
        claims("""
                        UPDATE index_queue q SET attempts = attempts + 1, available_at =
                               now() + make_interval(secs => least(:first * power(2, least(attempts, 30)), :longest))
                          FROM unnest(:ids::text[], :revisions::bigint[], :leases::timestamptz[])
                                   AS c (id, revision, leased_until)
                         WHERE q.user_id = c.id AND q.revision = c.revision AND q.available_at = c.leased_until
                        """, claims)
                .param("first", seconds(first))
                .param("longest", seconds(longest))
                .update();
    }

    /** Sets one document aside until its user changes, so that it holds up nobody else; not if targets changed. */
    void quarantine(Claim claim, String reason, long targets) {
        jdbc.sql("""
                        UPDATE index_queue SET quarantined = :reason WHERE user_id = :id AND revision = :revision
                           AND EXISTS (SELECT FROM write_target_version WHERE version = :targets)
                        """)
                .param("reason", reason)
                .param("targets", targets)
                .param("id", claim.userId())
                .param("revision", claim.revision())
                .update();
    }

    /** Tries documents again that an index refused, because another one serves now. */
    public void releaseQuarantined() {
        jdbc.sql(
                        "UPDATE index_queue SET quarantined = NULL, queued_at = now(), available_at = now() WHERE quarantined IS NOT NULL")
                .update();
    }

    /** The state of the whole queue. */
    public Backlog backlog() {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE quarantined IS NULL) AS depth,
                               min(queued_at) FILTER (WHERE quarantined IS NULL) AS oldest,
                               count(quarantined) AS quarantined
                          FROM index_queue
                        """).query(Backlog.class).single();
    }

    /** Where this user's document stands; nothing when it is up to date. */
    public Optional<Entry> find(String userId) {
        return jdbc.sql("SELECT revision, queued_at, attempts, quarantined FROM index_queue WHERE user_id = :userId")
                .param("userId", userId)
                .query(Entry.class)
                .optional();
    }

    @Override
    public String place() {
        return "indexQueue";
    }

    @Override
    public Trace of(String userId) {
        return Trace.of(find(userId).isPresent());
    }

    /** How many users have waited for longer than this. */
    long waitingFor(Duration time) {
        return jdbc.sql("""
                        SELECT count(*) FROM index_queue
                         WHERE quarantined IS NULL AND queued_at < now() - make_interval(secs => :seconds)
                        """).param("seconds", seconds(time)).query(Long.class).single();
    }

    /** Those of these users who are in the queue, quarantined or not. */
    public Set<String> waiting(Collection<String> userIds) {
        return jdbc.sql("SELECT user_id FROM index_queue WHERE user_id = ANY (:ids)")
                .param("ids", userIds.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    private JdbcClient.StatementSpec claims(String sql, List<Claim> claims) {
        return jdbc.sql(sql)
                .param("ids", claims.stream().map(Claim::userId).toArray(String[]::new))
                .param("revisions", claims.stream().map(Claim::revision).toArray(Long[]::new))
                .param(
                        "leases",
                        claims.stream()
                                .map(claim -> claim.leasedUntil().toString())
                                .toArray(String[]::new));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
