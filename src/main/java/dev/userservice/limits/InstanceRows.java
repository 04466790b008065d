package dev.userservice.limits;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The instances that say they are there, by the clock of Postgres, which all of them share. */
@Repository
class InstanceRows {

    private final JdbcClient jdbc;

    InstanceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void seen(UUID id) {
        jdbc.sql("""
                        INSERT INTO instance (id, seen_at) VALUES (:id, now())
                            ON CONFLICT (id) DO UPDATE SET seen_at = now()
                        """).param("id", id).update();
    }

    int seenWithin(Duration time) {
        return jdbc.sql("SELECT count(*) FROM instance WHERE seen_at > now() - make_interval(secs => :seconds)")
                .param("seconds", time.toSeconds())
                .query(Integer.class)
                .single();
    }

    void remove(UUID id) {
        jdbc.sql("DELETE FROM instance WHERE id = :id").param("id", id).update();
    }

    /** Forgets whoever was not seen for so long; a row that another instance is about to forget is left to it. */
    void forget(Duration time) {
        jdbc.sql("""
                        DELETE FROM instance WHERE id IN (
                            SELECT id FROM instance WHERE seen_at < now() - make_interval(secs => :seconds)
                               FOR UPDATE SKIP LOCKED)
                        """).param("seconds", time.toSeconds()).update();
    }
}
