package dev.userservice.favorites;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom owners do not want to be recommended, in Postgres. */
@Repository
class DismissalRows {

    private final JdbcClient jdbc;

    DismissalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The latest {@code most} are kept, however many there were. */
    void add(String owner, String userId, Instant now, int most) {
        jdbc.sql("""
                        INSERT INTO recommendation_dismissal VALUES (:owner, :userId, :now)
                            ON CONFLICT (owner_id, user_id) DO UPDATE SET added_at = EXCLUDED.added_at
                        """)
                .param("owner", owner)
                .param("userId", userId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        DELETE FROM recommendation_dismissal WHERE owner_id = :owner AND user_id IN (
                            SELECT user_id FROM recommendation_dismissal WHERE owner_id = :owner
                             ORDER BY added_at DESC, user_id OFFSET :most)
                        """).param("owner", owner).param("most", most).update();
    }

    void remove(String owner, String userId) {
        jdbc.sql("DELETE FROM recommendation_dismissal WHERE owner_id = :owner AND user_id = :userId")
                .param("owner", owner)
                .param("userId", userId)
                .update();
    }

    List<String> of(String owner) {
        return jdbc.sql("SELECT user_id FROM recommendation_dismissal WHERE owner_id = :owner")
                .param("owner", owner)
                .query(String.class)
                .list();
    }
}
