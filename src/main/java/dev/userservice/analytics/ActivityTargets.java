package dev.userservice.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The indices activity is carried to, and how far each is. */
@Repository
class ActivityTargets {

    private static final String FIRST_INDEX = ActivityIndex.ALIAS + "-000001";

    private final JdbcClient jdbc;

    ActivityTargets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an index is there for. */
    enum State {
        SERVING,
        FILLING,
        RETIRED
    }

    /** An index with the change until which everything is in it. */
    record Target(String index, State state, long carried) {}

    /** All of them, the one that readers are shown first; there is always one. */
    List<Target> all() {
        List<Target> known = known();
        if (!known.isEmpty()) {
            return known;
        }
        jdbc.sql("INSERT INTO activity_index (index_name, state) VALUES (:index, 'SERVING') ON CONFLICT DO NOTHING")
                .param("index", FIRST_INDEX)
                .update();
        return known();
    }

    private List<Target> known() {
        return jdbc.sql(
                        "SELECT index_name AS index, state, carried FROM activity_index ORDER BY state = 'SERVING' DESC")
                .query(Target.class)
                .list();
    }

    /** Nothing is in this index any more. */
    void restart(Target target) {
        jdbc.sql("UPDATE activity_index SET carried = 0, written = 0 WHERE index_name = :index")
                .param("index", target.index())
                .update();
    }

    /** These changes are in the index too, unless it was emptied meanwhile. */
    void advance(Target target, ActivityRows.Batch batch) {
        jdbc.sql("""
                        UPDATE activity_index SET carried = :last, written = written + :size
                         WHERE index_name = :index AND carried = :carried
                        """)
                .param("last", batch.last())
                .param("size", batch.size())
                .param("index", target.index())
                .param("carried", target.carried())
                .update();
    }

    /** When the oldest change was made that the serving index does not have. */
    Optional<Instant> oldestWaiting() {
        return jdbc.sql("""
                        SELECT a.changed_at FROM user_analytics a
                          JOIN activity_index i ON i.state = 'SERVING' AND a.change > i.carried
                         WHERE EXISTS (SELECT FROM user_activity h WHERE h.user_id = a.user_id AND h.change > i.carried)
                         ORDER BY a.change LIMIT 1
                        """).query(Instant.class).optional();
    }

    /** A retired index is no more. */
    void forget(Target target) {
        jdbc.sql("DELETE FROM activity_index WHERE index_name = :index AND state = 'RETIRED'")
                .param("index", target.index())
                .update();
    }
}
