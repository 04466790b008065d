package dev.userservice.analytics;

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

    /** The index that readers are shown; the first one if there is none yet. */
    String serving() {
        jdbc.sql("INSERT INTO activity_index (index_name, serving) VALUES (:index, true) ON CONFLICT DO NOTHING")
                .param("index", FIRST_INDEX)
                .update();
        return jdbc.sql("SELECT index_name FROM activity_index WHERE serving")
                .query(String.class)
                .single();
    }

    /** Nothing is in this index any more. */
    void restart(String index) {
        jdbc.sql("UPDATE activity_index SET carried = 0 WHERE index_name = :index")
                .param("index", index)
                .update();
    }
}
