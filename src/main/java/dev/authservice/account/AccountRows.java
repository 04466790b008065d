package dev.authservice.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The accounts in Postgres. */
@Repository
class AccountRows {

    private final JdbcClient jdbc;
    private final AccountMapper mapper;

    AccountRows(JdbcClient jdbc, AccountMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    Optional<Account> find(String id) {
        return jdbc.sql("SELECT * FROM account WHERE id = :id")
                .param("id", id)
                .query(mapper)
                .optional();
    }

    /** The account, which nobody else changes until the end of the transaction. */
    Optional<Account> lock(String id) {
        return jdbc.sql("SELECT * FROM account WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(mapper)
                .optional();
    }

    /** The same, if its password is still the proven one. */
    Optional<Account> lock(Proof proof) {
        return jdbc.sql("SELECT * FROM account WHERE id = :id AND password_hash = :hash FOR UPDATE")
                .param("id", proof.accountId())
                .param("hash", proof.passwordHash())
                .query(mapper)
                .optional();
    }

    /** A name of this account that another has. Asked before it is written: what Postgres refuses, it logs with the value. */
    Optional<UniqueName> taken(Account account) {
        return jdbc.sql("""
                        SELECT CASE WHEN lower(username) = lower(:username) THEN 'USERNAME' ELSE 'EMAIL' END
                          FROM account
                         WHERE id <> :id AND (lower(email) = lower(:email) OR lower(username) = lower(:username))
                         LIMIT 1
                        """)
                .param("id", account.id())
                .param("email", account.email())
                .param("username", account.username())
                .query(String.class)
                .optional()
                .map(UniqueName::valueOf);
    }

    /** A 409 problem if somebody was faster with a name of it. */
    void insert(Account account, @Nullable String passwordHash) {
        write(statement("""
                        INSERT INTO account (id, email, username, password_hash, roles, status, is_active,
                                             email_verified, profile, version, created_at, updated_at,
                                             last_active_at, suspended_from)
                        VALUES (:id, :email, :username, :hash, :roles, :status, :active,
                                :emailVerified, :profile::jsonb, :version, :createdAt, :updatedAt, :lastActiveAt,
                                :suspendedFrom)
                        """, account)
                .param("hash", passwordHash)
                .param("createdAt", account.createdAt().atOffset(ZoneOffset.UTC))
                .param(
                        "lastActiveAt",
                        account.lastActiveAt() == null
                                ? null
                                : account.lastActiveAt().atOffset(ZoneOffset.UTC)));
    }

    /** The same. */
    void update(Account account) {
        write(statement("""
                        UPDATE account SET email = :email, username = :username, roles = :roles, status = :status,
                               is_active = :active, email_verified = :emailVerified, profile = :profile::jsonb,
                               version = :version, updated_at = :updatedAt, suspended_from = :suspendedFrom
                         WHERE id = :id
                        """, account));
    }

    private static void write(StatementSpec statement) {
        try {
            statement.update();
        } catch (DuplicateKeyException e) {
            throw UniqueName.of(e).taken();
        }
    }

    private StatementSpec statement(String sql, Account account) {
        return jdbc.sql(sql)
                .param("id", account.id())
                .param("email", account.email())
                .param("username", account.username())
                .param("roles", account.roles().stream().map(Role::name).toArray(String[]::new))
                .param("status", account.status().name())
                .param("active", account.active())
                .param("emailVerified", account.emailVerified())
                .param("profile", mapper.written(account.profile()))
                .param("version", account.version())
                .param(
                        "suspendedFrom",
                        account.suspendedFrom() == null
                                ? null
                                : account.suspendedFrom().name())
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
    void delete(String id, long lastVersion, Instant now) {
        jdbc.sql("DELETE FROM account WHERE id = :id").param("id", id).update();
        jdbc.sql("INSERT INTO deleted_account (id, version, deleted_at) VALUES (:id, :version, :now)")
                .param("id", id)
                .param("version", lastVersion)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
