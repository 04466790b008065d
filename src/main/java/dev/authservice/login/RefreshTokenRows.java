package dev.authservice.login;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hashes of refresh tokens, used ones too while their session lasts. */
@Repository
class RefreshTokenRows {

    private static final int MOST_USED = 100;

    private final JdbcClient jdbc;

    RefreshTokenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(RefreshToken token, String sessionId) {
        jdbc.sql("INSERT INTO refresh_token (hash, session_id) VALUES (:hash, :session)")
                .param("hash", token.hash())
                .param("session", sessionId)
                .update();
    }

    /** The session of a token that was good until now; of several users at once only the first has it. */
    Optional<String> use(RefreshToken token, Instant now) {
        return jdbc.sql(
                        "UPDATE refresh_token SET used_at = :now WHERE hash = :hash AND used_at IS NULL RETURNING session_id")
                .param("hash", token.hash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /** Of the used tokens of a session only the latest are known any longer; older ones are of no session. */
    void forgetOld(String sessionId) {
        jdbc.sql("""
                        DELETE FROM refresh_token WHERE hash IN (
                            SELECT hash FROM refresh_token WHERE session_id = :session AND used_at IS NOT NULL
                             ORDER BY used_at DESC OFFSET :most)
                        """).param("session", sessionId).param("most", MOST_USED).update();
    }

    /** The session of a token, used or not. */
    Optional<String> session(RefreshToken token) {
        return jdbc.sql("SELECT session_id FROM refresh_token WHERE hash = :hash")
                .param("hash", token.hash())
                .query(String.class)
                .optional();
    }
}
