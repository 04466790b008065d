package dev.authservice.token;

import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys all instances share. */
@Repository
class SigningKeys {

    private final JdbcClient jdbc;

    SigningKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the end of the transaction nobody else changes the keys. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('auth.signing_key'))")
                .query((row, number) -> number)
                .list();
    }

    /** The one that signs last comes last. */
    List<SigningKey> all() {
        return jdbc.sql("SELECT jwk, signs_from FROM signing_key ORDER BY signs_from, kid")
                .query((row, number) -> new SigningKey(
                        parsed(row.getString("jwk")),
                        row.getObject("signs_from", OffsetDateTime.class).toInstant()))
                .list();
    }

    void add(SigningKey key) {
        jdbc.sql("INSERT INTO signing_key (kid, jwk, signs_from) VALUES (:kid, :jwk, :signsFrom)")
                .param("kid", key.pair().getKeyID())
                .param("jwk", key.pair().toJSONString())
                .param("signsFrom", key.signsFrom().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Forgets whatever stopped to sign before this time. */
    void removeReplacedBefore(Instant time) {
        jdbc.sql("""
                        DELETE FROM signing_key old
                         WHERE EXISTS (SELECT FROM signing_key next
                                        WHERE next.signs_from > old.signs_from AND next.signs_from < :time)
                        """).param("time", time.atOffset(ZoneOffset.UTC)).update();
    }

    private static ECKey parsed(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("A stored signing key cannot be read", e);
        }
    }
}
