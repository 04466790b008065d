package dev.authservice.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts in Postgres. */
@Repository
class AccountRows {

    // far below what webhooks may have, or nobody could be told of a change any more
    private static final int LARGEST_PROFILE = 64 * 1024;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    AccountRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Account> find(String id) {
        return jdbc.sql("SELECT * FROM account WHERE id = :id")
                .param("id", id)
                .query((row, number) -> account(row))
                .optional();
    }

    /** The account, which nobody else changes until the end of the transaction. */
    Optional<Account> lock(String id) {
        return jdbc.sql("SELECT * FROM account WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, number) -> account(row))
                .optional();
    }

    /** The same, if its password is still the proven one. */
    Optional<Account> lock(Proof proof) {
        return jdbc.sql("SELECT * FROM account WHERE id = :id AND password_hash = :hash FOR UPDATE")
                .param("id", proof.accountId())
                .param("hash", proof.passwordHash())
                .query((row, number) -> account(row))
                .optional();
    }

    /**
     * The index by which somebody else has a name of this account. Asked before it is written: what Postgres refuses, it
     * writes into its log with the value.
     */
    Optional<String> taken(Account account) {
        return jdbc.sql("""
                        SELECT CASE WHEN lower(username) = lower(:username) THEN 'account_username' ELSE 'account_email' END
                          FROM account
                         WHERE id <> :id AND (lower(email) = lower(:email) OR lower(username) = lower(:username))
                         LIMIT 1
                        """)
                .param("id", account.id())
                .param("email", account.email())
                .param("username", account.username())
                .query(String.class)
                .optional();
    }

    void insert(Account account, @Nullable String passwordHash) {
        statement("""
                        INSERT INTO account (id, email, username, password_hash, roles, status, is_active,
                                             email_verified, profile, version, created_at, updated_at,
                                             last_active_at)
                        VALUES (:id, :email, :username, :hash, :roles, :status, :active,
                                :emailVerified, :profile::jsonb, :version, :createdAt, :updatedAt, :lastActiveAt)
                        """, account)
                .param("hash", passwordHash)
                .param("createdAt", account.createdAt().atOffset(ZoneOffset.UTC))
                .param(
                        "lastActiveAt",
                        account.lastActiveAt() == null
                                ? null
                                : account.lastActiveAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void update(Account account) {
        statement("""
                        UPDATE account SET email = :email, username = :username, roles = :roles, status = :status,
                               is_active = :active, email_verified = :emailVerified, profile = :profile::jsonb,
                               version = :version, updated_at = :updatedAt
                         WHERE id = :id
                        """, account).update();
    }

    private JdbcClient.StatementSpec statement(String sql, Account account) {
        return jdbc.sql(sql)
                .param("id", account.id())
                .param("email", account.email())
                .param("username", account.username())
                .param("roles", account.roles().stream().map(Role::name).toArray(String[]::new))
                .param("status", account.status().name())
                .param("active", account.active())
                .param("emailVerified", account.emailVerified())
                .param("profile", written(account.profile()))
                .param("version", account.version())
                .param("updatedAt", account.updatedAt().atOffset(ZoneOffset.UTC));
    }

    /** The new version, unless the account was seen after {@code before}. */
    Optional<Long> seen(String id, Instant now, Instant before) {
        return jdbc.sql("""
                        UPDATE account SET last_active_at = :now, version = version + 1
                         WHERE id = :id AND (last_active_at IS NULL OR last_active_at < :before)
                        RETURNING version
                        """)
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    /** Removes the account for good; its id is never given again. */
    void delete(Account account, long version, Instant now) {
        jdbc.sql("DELETE FROM account WHERE id = :id").param("id", account.id()).update();
        jdbc.sql("INSERT INTO deleted_account (id, version, deleted_at) VALUES (:id, :version, :now)")
                .param("id", account.id())
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many can appoint admins; from now on to the end of the transaction nobody else asks. */
    long countSuperAdmins() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('auth.super_admin'))")
                .query((row, number) -> number)
                .list();
        return jdbc.sql("""
                        SELECT count(*) FROM account
                         WHERE 'SUPER_ADMIN' = ANY (roles) AND status NOT IN ('SUSPENDED', 'BANNED')
                           AND password_hash IS NOT NULL
                        """).query(Long.class).single();
    }

    private Account account(ResultSet row) throws SQLException {
        OffsetDateTime seen = row.getObject("last_active_at", OffsetDateTime.class);
        return new Account(
                row.getString("id"),
                row.getString("email"),
                row.getString("username"),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .map(Role::valueOf)
                        .toList(),
                Status.valueOf(row.getString("status")),
                row.getBoolean("is_active"),
                row.getBoolean("email_verified"),
                read(row.getString("profile")),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                seen == null ? null : seen.toInstant());
    }

    private Profile read(String profile) {
        try {
            return json.readValue(profile, Profile.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored profile cannot be read", e);
        }
    }

    private String written(Profile profile) {
        try {
            String text = json.writeValueAsString(profile);
            if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_PROFILE) {
                throw Problem.invalidBody(List.of(Violation.ofPointer(
                        "",
                        "too_large",
                        "may have at most " + LARGEST_PROFILE + " bytes, with all that is there already")));
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every profile can be written", e);
        }
    }
}
