package dev.userservice.sync;

import dev.userservice.indexing.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The differences found, until and after they are repaired. Identity only. */
@Repository
class DriftFindings {

    private final JdbcClient jdbc;

    DriftFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A difference: how often it was tried to repair it, and when it was seen to be gone. */
    record Finding(
            String userId,
            Difference.Kind kind,
            Instant foundAt,
            int attempts,
            @Nullable Instant repairedAt) {}

    /** Notes down a difference. Whether it is a new one. */
    boolean add(Difference difference) {
        return jdbc.sql("""
                        INSERT INTO drift_finding AS f VALUES (:userId, :kind, now(), 0, NULL)
                            ON CONFLICT (user_id) DO UPDATE SET kind = EXCLUDED.kind, repaired_at = NULL,
                               found_at = CASE WHEN f.repaired_at IS NULL THEN f.found_at ELSE now() END,
                               attempts = CASE WHEN f.repaired_at IS NULL THEN f.attempts ELSE 0 END
                        RETURNING old.user_id IS NULL OR old.repaired_at IS NOT NULL
                        """)
                .param("userId", difference.userId())
                .param("kind", difference.kind().name())
                .query(Boolean.class)
                .single();
    }

    /** Counts one more attempt; false if another instance was faster. */
    boolean attempt(String userId, int attempts) {
        return jdbc.sql("""
                        UPDATE drift_finding SET attempts = attempts + 1
                         WHERE user_id = :userId AND attempts = :attempts AND repaired_at IS NULL
                        """).param("userId", userId).param("attempts", attempts).update() == 1;
    }

    /** Notes that these are gone. The kinds they were of. */
    List<Difference.Kind> repaired(Collection<String> userIds) {
        return jdbc.sql("""
                        UPDATE drift_finding SET repaired_at = now() WHERE user_id = ANY (:ids) AND repaired_at IS NULL
                        RETURNING kind
                        """).param("ids", userIds.toArray(String[]::new)).query(String.class).list().stream()
                .map(Difference.Kind::valueOf)
                .toList();
    }

    /** Differences that are not gone yet, the oldest first. */
    List<Finding> open(int most) {
        return findings("WHERE repaired_at IS NULL ORDER BY found_at, user_id", most);
    }

    /** The latest differences, open ones first. */
    List<Finding> latest(int most) {
        return findings("ORDER BY repaired_at DESC NULLS FIRST, user_id", most);
    }

    private List<Finding> findings(String which, int most) {
        return jdbc.sql("SELECT * FROM drift_finding " + which + " LIMIT :most")
                .param("most", most)
                .query(Finding.class)
                .list();
    }

    /** How many are not gone after this time. */
    long openFor(Duration time) {
        return jdbc.sql("""
                        SELECT count(*) FROM drift_finding
                         WHERE repaired_at IS NULL AND found_at <= now() - make_interval(secs => :seconds)
                        """)
                .param("seconds", time.toSeconds())
                .query(Long.class)
                .single();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        jdbc.sql("DELETE FROM drift_finding WHERE repaired_at < now() - interval '30 days'")
                .update();
    }
}
