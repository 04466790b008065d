package dev.authservice.delivery;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Claims on messages of the outbox. A claim is a lease: a sender that dies loses it, and the message, with the same id, is
 * free again by itself. All times are the database's, so that instances need not agree on theirs.
 */
@Repository
class Claims {

    private final JdbcClient jdbc;

    Claims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Messages that are due, the longest due first. */
    List<Claim> claim(int limit, Duration lease) {
        return claim("AND available_at <= now() ORDER BY available_at", limit, lease);
    }

    /** One of the messages that come next, due or not; not the same one each time, as it may be one nobody takes. */
    List<Claim> claimForProbe(Duration lease) {
        // to draw from all would take longer than anybody waits for Postgres, after an outage that was long enough
        return claim("""
                        AND user_id = ANY (ARRAY(SELECT user_id FROM outbox
                                                  WHERE dead_at IS NULL AND leased_until <= now()
                                                  ORDER BY available_at LIMIT 100))
                        ORDER BY random()
                        """, 1, lease);
    }

    private List<Claim> claim(String which, int limit, Duration lease) {
        return jdbc.sql("""
                        UPDATE outbox SET leased_until = now() + make_interval(secs => :lease)
                         WHERE user_id = ANY (ARRAY(SELECT user_id FROM outbox
                                                     WHERE dead_at IS NULL AND leased_until <= now() %s
                                                     LIMIT :limit FOR UPDATE SKIP LOCKED))
                        RETURNING user_id, message_id, change, version, changed_at, queued_at, attempts,
                               available_at <= now() AS due, leased_until
                        """.formatted(which))
                .param("lease", seconds(lease))
                .param("limit", limit)
                .query(Claim.class)
                .list();
    }

    /** The User Service has this message, whoever sent it; a newer one of the same user is free to go. */
    void done(Claim claim) {
        settle(claim, jdbc.sql("DELETE FROM outbox WHERE user_id = :userId AND message_id = :messageId"));
    }

    /** The message failed and goes out again after this pause. */
    void retry(Claim claim, Duration pause, String failure) {
        settle(claim, jdbc.sql("""
                        UPDATE outbox SET attempts = attempts + 1, available_at = now() + make_interval(secs => :pause),
                               away = false, failure = :failure, leased_until = '-infinity'
                         WHERE user_id = :userId AND message_id = :messageId AND leased_until = :leasedUntil
                        """).param("pause", seconds(pause)).param("failure", failure));
    }

    /** The User Service is away: the message goes out again after this pause, or when it is back, and has failed no more. */
    void hold(Claim claim, Duration pause, String failure) {
        settle(claim, jdbc.sql("""
                        UPDATE outbox SET available_at = now() + make_interval(secs => :pause), away = true,
                               failure = :failure, leased_until = '-infinity'
                         WHERE user_id = :userId AND message_id = :messageId AND leased_until = :leasedUntil
                        """).param("pause", seconds(pause)).param("failure", failure));
    }

    /** The message goes out no more, unless its user changes or somebody asks for it. */
    void bury(Claim claim, String failure) {
        settle(claim, jdbc.sql("""
                        UPDATE outbox SET attempts = attempts + 1, dead_at = now(), failure = :failure,
                               leased_until = '-infinity'
                         WHERE user_id = :userId AND message_id = :messageId AND leased_until = :leasedUntil
                        """).param("failure", failure));
    }

    // a newer message of the same user waits for nothing
    private void settle(Claim claim, JdbcClient.StatementSpec statement) {
        int settled = statement
                .param("userId", claim.userId())
                .param("messageId", claim.messageId())
                .param("leasedUntil", claim.leasedUntil().atOffset(ZoneOffset.UTC))
                .update();
        if (settled == 0) {
            free(claim);
        }
    }

    /** Gives a claim back as if it had never been made. */
    void free(Claim claim) {
        jdbc.sql("UPDATE outbox SET leased_until = '-infinity' WHERE user_id = :userId AND leased_until = :leasedUntil")
                .param("userId", claim.userId())
                .param("leasedUntil", claim.leasedUntil().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The User Service is back: what waits for that need not wait any longer, but what failed does. */
    void releaseHeld() {
        // whose row is locked is being changed or sent, and so needs no release
        jdbc.sql("""
                        UPDATE outbox SET available_at = now()
                         WHERE user_id = ANY (ARRAY(SELECT user_id FROM outbox
                                                     WHERE dead_at IS NULL AND available_at > now() AND away
                                                     FOR UPDATE SKIP LOCKED))
                        """).update();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
