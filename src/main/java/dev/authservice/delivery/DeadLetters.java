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

    /** How the outbox is doing as a whole. */
    Backlog backlog() {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE dead_at IS NULL) AS queued,
                               min(queued_at) FILTER (WHERE dead_at IS NULL) AS oldest_queued_at,
                               coalesce(extract(epoch FROM now() - min(queued_at) FILTER (WHERE dead_at IS NULL)), 0)
                                   AS oldest_seconds,
                               count(dead_at) AS dead
                          FROM outbox
                        """).query(Backlog.class).single();
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
