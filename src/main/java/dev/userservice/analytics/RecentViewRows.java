package dev.userservice.analytics;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The views of the last while in Postgres, to tell a repeat whichever instance it came through. */
@Repository
class RecentViewRows {

    private final JdbcClient jdbc;
    private final CounterLock lock;
    private final AnalyticsProperties properties;
    private final InstantSource clock;

    RecentViewRows(JdbcClient jdbc, CounterLock lock, AnalyticsProperties properties, InstantSource clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Remembers these views. Returns those to be counted: of people who are there, and none by somebody who had looked a
     * while ago only, be it before midnight. Whoever calls holds the lock of the counters.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<View> add(List<View> views) {
        if (views.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        INSERT INTO recent_view AS r (user_id, viewer, at)
                        SELECT DISTINCT ON (v.user_id, v.viewer) v.user_id, v.viewer, v.at
                          FROM unnest(:users::text[], :viewers::bigint[], :formers::bigint[], :moments::timestamptz[])
                            AS v (user_id, viewer, former, at)
                          JOIN user_cache u ON u.id = v.user_id AND u.deleted_at IS NULL
                         WHERE v.former = v.viewer
                            OR NOT EXISTS (SELECT FROM recent_view f WHERE f.user_id = v.user_id AND f.viewer = v.former
                                              AND f.at > v.at - :window * interval '1 ms')
                         ORDER BY v.user_id, v.viewer, v.at
                            ON CONFLICT (user_id, viewer) DO UPDATE SET at = EXCLUDED.at
                         WHERE r.at <= EXCLUDED.at - :window * interval '1 ms'
                        RETURNING user_id, viewer, at
                        """)
                .param("users", views.stream().map(View::userId).toArray(String[]::new))
                .param("viewers", views.stream().map(View::viewer).toArray(Long[]::new))
                .param("formers", views.stream().map(View::former).toArray(Long[]::new))
                .param(
                        "moments",
                        views.stream().map(view -> view.at().toString()).toArray(String[]::new))
                .param("window", properties.repeatWindow().toMillis())
                .query((row, number) -> new View(
                        row.getString("user_id"),
                        row.getLong("viewer"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    // a flush and this one could each wait for a row of the other
    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    public void forget() {
        lock.hold();
        Instant before = clock.instant().minus(properties.repeatWindow());
        jdbc.sql("DELETE FROM recent_view WHERE at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
