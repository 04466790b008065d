package dev.authservice.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Counts guesses at the password of an address, whether it has an account or not, and bounds how many there can be. */
@Repository
class PasswordAttempts {

    private final JdbcClient jdbc;
    private final PasswordProperties properties;
    private final InstantSource clock;

    PasswordAttempts(JdbcClient jdbc, PasswordProperties properties, InstantSource clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Counts a guess before it is looked at, so that many at once are no more than one after another. Returns how long
     * to wait if it is one too many, nothing if it may be looked at.
     */
    Optional<Duration> begin(String email) {
        OffsetDateTime now = now();
        // of two at once the second to get here may have looked at the clock first, and is not locked then either
        boolean mayGoOn = jdbc.sql("""
                        INSERT INTO password_attempt AS a (email_hash, failures, last_at, locked_until)
                        VALUES (:email, 1, :now, '-infinity')
                            ON CONFLICT (email_hash) DO UPDATE SET
                               failures = CASE WHEN a.last_at < :forgotten THEN 1 ELSE a.failures + 1 END,
                               last_at = :now,
                               locked_until = CASE
                                   WHEN a.last_at < :forgotten OR a.failures + 1 < :free THEN '-infinity'
                                   ELSE :now + make_interval(secs => least(:longest,
                                            :first * 2 ^ least(a.failures + 1 - :free, 30)))
                               END
                         WHERE a.locked_until <= :now
                        RETURNING failures
                        """)
                .param("email", hash(email))
                .param("now", now)
                .param("forgotten", now.minus(properties.forgotten()))
                .param("free", properties.freeFailures())
                .param("first", properties.firstLock().toSeconds())
                .param("longest", properties.longestLock().toSeconds())
                .query(Integer.class)
                .optional()
                .isPresent();
        return mayGoOn ? Optional.empty() : Optional.of(remaining(email, now.toInstant()));
    }

    private Duration remaining(String email, Instant now) {
        return jdbc.sql("SELECT locked_until FROM password_attempt WHERE email_hash = :email")
                .param("email", hash(email))
                .query(OffsetDateTime.class)
                .optional()
                .map(until -> Duration.between(now, until))
                .filter(Duration::isPositive)
                .orElse(Duration.ofSeconds(1));
    }

    /** The guess was right, or there is nothing to guess any more. */
    void forget(String email) {
        jdbc.sql("DELETE FROM password_attempt WHERE email_hash = :email")
                .param("email", hash(email))
                .update();
    }

    @Scheduled(fixedDelayString = "1h")
    void forgetOld() {
        jdbc.sql("DELETE FROM password_attempt WHERE last_at < :forgotten AND locked_until < :now")
                .param("now", now())
                .param("forgotten", now().minus(properties.forgotten()))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static byte[] hash(String email) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
