package dev.userservice.analytics;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<LocalDate, String> salts = new ConcurrentHashMap<>();

    ViewerSalt(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    String of(LocalDate day) {
        return salts.computeIfAbsent(day, this::shared);
    }

    // one of our own at worst counts some viewers twice, which is better than to keep a reader waiting again and again
    private String shared(LocalDate day) {
        String offered = newText();
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
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS_KEPT);
        salts.keySet().removeIf(day -> day.isBefore(first));
        jdbc.sql("DELETE FROM viewer_salt WHERE day < :day").param("day", first).update();
        jdbc.sql("DELETE FROM user_viewers WHERE day < :day")
                .param("day", first)
                .update();
    }
}
