package dev.userservice.sync;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Passes over everybody that an admin asked for, one at a time; a crash leaves a pass to be finished by whoever is left. */
@Repository
class DriftPasses {

    private final JdbcClient jdbc;

    DriftPasses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One pass: users compared so far, and differences found. */
    record Pass(
            long id,
            boolean repair,
            Instant startedAt,
            @Nullable Instant finishedAt,
            long users,
            long found) {}

    /** Starts a pass unless one is running, and says whether it did. */
    boolean start(boolean repair) {
        return jdbc.sql("INSERT INTO drift_pass (repair, started_at) VALUES (:repair, now()) ON CONFLICT DO NOTHING")
                        .param("repair", repair)
                        .update()
                > 0;
    }

    Optional<Pass> running() {
        return jdbc.sql("SELECT * FROM drift_pass WHERE finished_at IS NULL")
                .query(Pass.class)
                .optional();
    }

    Optional<Pass> last() {
        return jdbc.sql("SELECT * FROM drift_pass ORDER BY id DESC LIMIT 1")
                .query(Pass.class)
                .optional();
    }

    void progress(Pass pass, long users, long found) {
        jdbc.sql("UPDATE drift_pass SET users = users + :users, found = found + :found WHERE id = :id")
                .param("users", users)
                .param("found", found)
                .param("id", pass.id())
                .update();
    }

    /** Ends a pass if everybody has been compared since it started. */
    boolean finish(Pass pass) {
        return jdbc.sql("""
                        UPDATE drift_pass SET finished_at = now()
                         WHERE id = :id AND finished_at IS NULL
                           AND started_at <= (SELECT min(verified_at) FROM drift_range)
                        """).param("id", pass.id()).update() == 1;
    }
}
