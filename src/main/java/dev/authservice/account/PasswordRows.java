package dev.authservice.account;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hashes of the accounts' passwords in Postgres. */
@Repository
class PasswordRows {

    private final JdbcClient jdbc;

    PasswordRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known of an account before it is known who asks; an imported account may have no password. */
    record Secret(String id, @Nullable String passwordHash) {}

    Optional<Secret> ofAddress(String email) {
        return jdbc.sql("SELECT id, password_hash FROM account WHERE lower(email) = :email")
                // as guesses are counted: Postgres may take other letters for the same
                .param("email", email.toLowerCase(Locale.ROOT))
                .query(Secret.class)
                .optional();
    }

    Optional<Secret> of(String accountId) {
        return jdbc.sql("SELECT id, password_hash FROM account WHERE id = :id")
                .param("id", accountId)
                .query(Secret.class)
                .optional();
    }

    /** Writes another hash, unless it is not the proven one any more. */
    boolean replace(Proof before, String hash) {
        return jdbc.sql("UPDATE account SET password_hash = :hash WHERE id = :id AND password_hash = :before")
                        .param("id", before.accountId())
                        .param("before", before.passwordHash())
                        .param("hash", hash)
                        .update()
                > 0;
    }

    void put(String accountId, String hash) {
        jdbc.sql("UPDATE account SET password_hash = :hash WHERE id = :id")
                .param("id", accountId)
                .param("hash", hash)
                .update();
    }
}
