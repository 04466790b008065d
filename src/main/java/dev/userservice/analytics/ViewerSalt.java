package dev.userservice.analytics;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * A random text of each day for hashes of viewers, the same on all instances: whoever looks at somebody through two of
 * them is one viewer. When it is forgotten, nobody can tell any more whom a sketch has counted.
 */
@Repository
class ViewerSalt {

    private static final int BYTES = 16;
    private static final int DAYS_KEPT = 1;

    private static final Logger log = LoggerFactory.getLogger(ViewerSalt.class);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private volatile Salt salt = new Salt(LocalDate.MIN, "");

    ViewerSalt(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Salt(LocalDate day, String text) {}

    String of(LocalDate day) {
        Salt known = salt;
        return known.day().equals(day) ? known.text() : read(day);
    }

    private synchronized String read(LocalDate day) {
        if (!salt.day().equals(day)) {
            salt = new Salt(day, shared(day, newText()));
        }
        return salt.text();
    }

    // one of our own at worst counts some viewers twice, which is better than to keep a reader waiting again and again
    private String shared(LocalDate day, String offered) {
        try {
            jdbc.sql("INSERT INTO viewer_salt VALUES (:day, :salt) ON CONFLICT DO NOTHING")
                    .param("day", day)
                    .param("salt", offered)
                    .update();
            return jdbc.sql("SELECT salt FROM viewer_salt WHERE day = :day")
                    .param("day", day)
                    .query(String.class)
                    .single();
        } catch (DataAccessException e) {
            log.warn("Viewers are counted by this instance alone today: {}", e.getMessage());
            return offered;
        }
    }

    private String newText() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forget() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql("DELETE FROM viewer_salt WHERE day < :day")
                .param("day", today.minusDays(DAYS_KEPT))
                .update();
        jdbc.sql("DELETE FROM user_viewers WHERE day < :day")
                .param("day", today.minusDays(DAYS_KEPT))
                .update();
    }
}
