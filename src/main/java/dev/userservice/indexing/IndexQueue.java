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
 * The users whose documents are behind, one coalescing row each. All times are the database's, so that instances need not
 * agree on theirs.
 */
@Repository
public class IndexQueue implements Traces {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    IndexQueue(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

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
                          FROM unnest(:ids::text[], :revisions::bigint[]) AS c (id, revision)
                         ORDER BY id COLLATE "C"
                            ON CONFLICT (user_id) DO UPDATE SET revision = greatest(q.revision, EXCLUDED.revision),
                               queued_at = CASE WHEN q.quarantined IS NULL THEN q.queued_at ELSE EXCLUDED.queued_at END,
                               available_at = EXCLUDED.available_at, leased_until = EXCLUDED.leased_until,
                               attempts = 0, quarantined = NULL
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
                                   available_at = EXCLUDED.available_at, leased_until = EXCLUDED.leased_until,
                                   quarantined = NULL
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

    /** Tries documents again that an index refused, because another one serves now. */
    public void releaseQuarantined() {
        jdbc.sql(
                        "UPDATE index_queue SET quarantined = NULL, queued_at = now(), available_at = now() WHERE quarantined IS NOT NULL")
                .update();
    }

    /** Since when the first of those who wait does; nothing if nobody waits. */
    Optional<Instant> oldest() {
        return jdbc.sql("SELECT queued_at FROM index_queue WHERE quarantined IS NULL ORDER BY queued_at LIMIT 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** The state of the whole queue, which takes as long to count as it is long. */
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

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
