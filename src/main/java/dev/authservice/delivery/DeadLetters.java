package dev.authservice.delivery;

import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The messages that were given up, with the reason and without their contents; each can be sent once more. */
@Repository
class DeadLetters {

    private static final String REVIVED = """
            UPDATE outbox SET dead_at = NULL, failure = NULL, attempts = 0, queued_at = now(), available_at = now()
             WHERE dead_at IS NOT NULL
            """;

    // counting takes as long as the backlog is long, and health is asked for all the time
    private static final int MOST_COUNTED = 100_000;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    DeadLetters(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** A message that was given up; {@code type} and {@code version} say what it would tell. */
    record DeadLetter(
            String id,
            String userId,
            Change type,
            long version,
            int attempts,
            String reason,
            Instant changedAt,
            Instant deadAt) {}

    /** How the outbox is doing as a whole; beyond 100,000 nobody counts on. */
    Backlog backlog() {
        return jdbc.sql("""
                        SELECT queued, oldest_queued_at,
                               coalesce(extract(epoch FROM now() - oldest_queued_at), 0) AS oldest_seconds, dead
                          FROM (SELECT count(*) AS queued
                                  FROM (SELECT FROM outbox WHERE dead_at IS NULL LIMIT :most) AS waiting) AS q,
                               (SELECT min(queued_at) AS oldest_queued_at FROM outbox WHERE dead_at IS NULL) AS o,
                               (SELECT count(*) AS dead
                                  FROM (SELECT FROM outbox WHERE dead_at IS NOT NULL LIMIT :most) AS given_up) AS d
                        """).param("most", MOST_COUNTED).query(Backlog.class).single();
    }

    /** The first dead letters of users after this one, by the user's id. */
    List<DeadLetter> after(String userId, int limit) {
        return jdbc.sql("""
                        SELECT message_id AS id, user_id, change AS type, version, attempts, failure AS reason, changed_at,
                               dead_at
                          FROM outbox WHERE dead_at IS NOT NULL AND user_id > :after ORDER BY user_id LIMIT :limit
                        """)
                .param("after", userId)
                .param("limit", limit)
                .query(DeadLetter.class)
                .list();
    }

    /** Whether there was such a dead letter; it is as good as new now, under the same id. */
    @Transactional
    boolean requeue(String messageId) {
        int revived = jdbc.sql(REVIVED + " AND message_id = :messageId")
                .param("messageId", messageId)
                .update();
        events.publishEvent(new Outbox.Added());
        return revived > 0;
    }

    /** Revives all dead letters and tells how many there were. */
    @Transactional
    int requeueAll() {
        int revived = jdbc.sql(
                        REVIVED + " AND user_id = ANY (ARRAY(SELECT user_id FROM outbox WHERE dead_at IS NOT NULL"
                                + " FOR UPDATE SKIP LOCKED))")
                .update();
        events.publishEvent(new Outbox.Added());
        return revived;
    }
}
