package dev.authservice.login;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sessions that last, in Postgres. One that ended has no row, and its refresh tokens none either. */
@Repository
class SessionRows {

    private final JdbcClient jdbc;
    private final LoginProperties properties;

    SessionRows(JdbcClient jdbc, LoginProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Somebody logged in, on some device, from somewhere. */
    record Session(
            String id,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String userAgent,
            String network) {}

    void insert(String accountId, Session session) {
        jdbc.sql("""
                        INSERT INTO session (id, account_id, created_at, last_used_at, user_agent, network)
                        VALUES (:id, :account, :now, :now, :userAgent, :network)
                        """)
                .param("id", session.id())
                .param("account", accountId)
                .param("now", session.createdAt().atOffset(ZoneOffset.UTC))
                .param("userAgent", session.userAgent())
                .param("network", session.network())
                .update();
    }

    /** The sessions of an account, the one used last first. */
    List<Session> all(String accountId, Instant now) {
        return lasting(jdbc.sql("""
                        SELECT id, created_at, last_used_at, user_agent, network FROM session
                         WHERE account_id = :account AND last_used_at > :usedAfter AND created_at > :createdAfter
                         ORDER BY last_used_at DESC, id
                        """), now)
                .param("account", accountId)
                .query((row, number) -> new Session(
                        row.getString("id"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_used_at", OffsetDateTime.class).toInstant(),
                        row.getString("user_agent"),
                        row.getString("network")))
                .list();
    }

    /** The roles of the account a session belongs to, while it lasts. */
    Optional<List<String>> roles(String sessionId, String accountId, Instant now) {
        return lasting(jdbc.sql("""
                        SELECT array_to_string(roles, ',') FROM session JOIN account ON account.id = account_id
                         WHERE session.id = :id AND account_id = :account
                           AND last_used_at > :usedAfter AND session.created_at > :createdAfter
                        """), now)
                .param("id", sessionId)
                .param("account", accountId)
                .query(String.class)
                .optional()
                .map(roles -> List.of(roles.split(",")));
    }

    /** Notes that a session is used; whose it is, while it lasts. */
    Optional<String> use(String sessionId, Instant now) {
        return lasting(jdbc.sql("""
                        UPDATE session SET last_used_at = :now
                         WHERE id = :id AND last_used_at > :usedAfter AND created_at > :createdAfter
                        RETURNING account_id
                        """), now)
                .param("id", sessionId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    Optional<String> owner(String sessionId) {
        return jdbc.sql("SELECT account_id FROM session WHERE id = :id")
                .param("id", sessionId)
                .query(String.class)
                .optional();
    }

    boolean end(String sessionId, String accountId) {
        return jdbc.sql("DELETE FROM session WHERE id = :id AND account_id = :account")
                        .param("id", sessionId)
                        .param("account", accountId)
                        .update()
                > 0;
    }

    void end(String sessionId) {
        jdbc.sql("DELETE FROM session WHERE id = :id").param("id", sessionId).update();
    }

    void endAll(String accountId, @Nullable String except) {
        jdbc.sql("DELETE FROM session WHERE account_id = :account AND id IS DISTINCT FROM :except")
                .param("account", accountId)
                .param("except", except)
                .update();
    }

    /** Ends those used longest ago, of more than there may be. */
    void endSurplus(String accountId) {
        jdbc.sql("""
                        DELETE FROM session WHERE id IN (
                            SELECT id FROM session WHERE account_id = :account
                             ORDER BY last_used_at DESC, created_at DESC OFFSET :most)
                        """)
                .param("account", accountId)
                .param("most", properties.mostSessions())
                .update();
    }

    void removeEnded(Instant now) {
        lasting(jdbc.sql("DELETE FROM session WHERE last_used_at <= :usedAfter OR created_at <= :createdAfter"), now)
                .update();
    }

    private JdbcClient.StatementSpec lasting(JdbcClient.StatementSpec statement, Instant now) {
        return statement
                .param("usedAfter", now.minus(properties.idle()).atOffset(ZoneOffset.UTC))
                .param("createdAfter", now.minus(properties.longest()).atOffset(ZoneOffset.UTC));
    }
}
