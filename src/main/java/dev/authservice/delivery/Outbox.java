package dev.authservice.delivery;

import dev.authservice.account.AccountEvents;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The users of whom the User Service does not know the latest, one coalescing row each, written in the transaction that
 * changes the account. A row names a user and a version and no contents: those are read when they are sent, so what goes
 * out is never older than what the row stands for. One row per change would promise an order that retries cannot keep
 * without holding up all later changes of a user behind the first one that fails; one row per user has nothing to invert,
 * bounds the backlog of a long outage by the number of users, and its lease keeps one message per user under way.
 */
@Repository
class Outbox implements AccountEvents {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Outbox(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Published with the change; the worker wakes when it commits. */
    record Added() {}

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void created(String userId, long version) {
        add(userId, Change.CREATED, version);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void updated(String userId, long version) {
        add(userId, Change.UPDATED, version);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleted(String userId, long version) {
        add(userId, Change.DELETED, version);
    }

    // a user whose creation was never told is still new to the User Service after an update
    private void add(String userId, Change change, long version) {
        jdbc.sql("""
                        INSERT INTO outbox AS o (user_id, message_id, change, version, changed_at, queued_at, available_at)
                        VALUES (:userId, :messageId, :change, :version, now(), now(), now())
                            ON CONFLICT (user_id) DO UPDATE SET message_id = EXCLUDED.message_id,
                               change = CASE EXCLUDED.change WHEN 'UPDATED' THEN o.change ELSE EXCLUDED.change END,
                               version = EXCLUDED.version, changed_at = EXCLUDED.changed_at,
                               queued_at = CASE WHEN o.dead_at IS NULL THEN o.queued_at ELSE EXCLUDED.queued_at END,
                               available_at = EXCLUDED.available_at, attempts = 0, failure = NULL, dead_at = NULL
                         WHERE o.version < EXCLUDED.version
                        """)
                .param("userId", userId)
                .param("messageId", "msg_" + UUID.randomUUID().toString().replace("-", ""))
                .param("change", change.name())
                .param("version", version)
                .update();
        events.publishEvent(new Added());
    }
}
