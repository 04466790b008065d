package dev.userservice.indexing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The users whose documents are behind, one coalescing row each. A claim is a lease: a worker that dies loses it, and
 * the row is available again by itself.
 */
@Repository
public class IndexQueue {

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    IndexQueue(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** A user to write, at or above this revision, waiting since {@code queuedAt}. */
    record Claim(String userId, long revision, Instant queuedAt, int attempts) {}

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
        jdbc.sql("""
                        INSERT INTO index_queue AS q (user_id, revision, queued_at, available_at)
                        VALUES (:userId, :revision, :now, :now)
                            ON CONFLICT (user_id) DO UPDATE SET revision = greatest(q.revision, EXCLUDED.revision),
                               queued_at = CASE WHEN q.quarantined IS NULL THEN q.queued_at ELSE EXCLUDED.queued_at END,
                               available_at = EXCLUDED.available_at, attempts = 0, quarantined = NULL
                        """)
                .param("userId", userId)
                .param("revision", revision)
                .param("now", now())
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
                            INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                            SELECT id, revision, :now, :now FROM user_cache
                             WHERE id > :userId AND deleted_at IS NULL ORDER BY id LIMIT 5000
                                ON CONFLICT (user_id) DO UPDATE SET queued_at = EXCLUDED.queued_at,
                                   available_at = EXCLUDED.available_at, quarantined = NULL
                            RETURNING user_id)
                        SELECT max(user_id) FROM added HAVING count(*) > 0
                        """)
                .param("userId", userId)
                .param("now", now())
                .query(String.class)
                .optional();
    }

    List<Claim> claim(int limit, Duration lease) {
        return jdbc.sql("""
                        UPDATE index_queue SET available_at = :leasedUntil
                         WHERE user_id IN (SELECT user_id FROM index_queue
                                            WHERE available_at <= :now AND quarantined IS NULL
                                            ORDER BY available_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING user_id, revision, queued_at, attempts
                        """)
                .param("leasedUntil", now().plus(lease))
                .param("now", now())
                .param("limit", limit)
                .query(Claim.class)
                .list();
    }

    /** Forgets what is written, unless it changed again meanwhile. */
    void done(List<Claim> written) {
        jdbc.sql("""
                        DELETE FROM index_queue q USING unnest(:ids::text[], :revisions::bigint[]) AS d (id, revision)
                         WHERE q.user_id = d.id AND q.revision = d.revision
                        """)
                .param("ids", ids(written))
                .param("revisions", revisions(written))
                .update();
    }

    /** Gives claims back, to be tried again after {@code delay}. */
    void retry(List<Claim> claims, Duration delay) {
        jdbc.sql("""
                        UPDATE index_queue q SET available_at = :at, attempts = attempts + 1
                          FROM unnest(:ids::text[], :revisions::bigint[]) AS d (id, revision)
                         WHERE q.user_id = d.id AND q.revision = d.revision
                        """)
                .param("at", now().plus(delay))
                .param("ids", ids(claims))
                .param("revisions", revisions(claims))
                .update();
    }

    /** Sets one document aside until its user changes, so that it holds up nobody else. */
    void quarantine(Claim claim, String reason) {
        jdbc.sql("UPDATE index_queue SET quarantined = :reason WHERE user_id = :id AND revision = :revision")
                .param("reason", reason)
                .param("id", claim.userId())
                .param("revision", claim.revision())
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

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String[] ids(List<Claim> claims) {
        return claims.stream().map(Claim::userId).toArray(String[]::new);
    }

    private static Long[] revisions(List<Claim> claims) {
        return claims.stream().map(Claim::revision).toArray(Long[]::new);
    }
}
