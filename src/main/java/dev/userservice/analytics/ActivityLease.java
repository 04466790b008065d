package dev.userservice.analytics;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lets one instance at a time carry activity to the indices. */
@Repository
class ActivityLease {

    private final JdbcClient jdbc;

    ActivityLease(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The lease, unless somebody has it. */
    Optional<OffsetDateTime> take(Duration time) {
        return jdbc.sql("""
                        UPDATE activity_lease SET leased_until = now() + make_interval(secs => :seconds)
                         WHERE leased_until <= now() RETURNING leased_until
                        """)
                .param("seconds", time.toMillis() / 1000.0)
                .query(OffsetDateTime.class)
                .optional();
    }

    /** The lease for longer, unless it was lost. */
    Optional<OffsetDateTime> extend(OffsetDateTime lease, Duration time) {
        return jdbc.sql("""
                        UPDATE activity_lease SET leased_until = now() + make_interval(secs => :seconds)
                         WHERE leased_until = :lease RETURNING leased_until
                        """)
                .param("seconds", time.toMillis() / 1000.0)
                .param("lease", lease)
                .query(OffsetDateTime.class)
                .optional();
    }

    void giveBack(OffsetDateTime lease) {
        jdbc.sql("UPDATE activity_lease SET leased_until = now() WHERE leased_until = :lease")
                .param("lease", lease)
                .update();
    }
}
