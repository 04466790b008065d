package dev.userservice.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads how often somebody was looked at, by the hour. */
@Repository
class ViewRows {

    private final JdbcClient jdbc;

    ViewRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Step(Instant at, long views, long viewers, long appearances) {

        Views counted() {
            return new Views(views, viewers, appearances);
        }
    }

    /** What was counted in steps of this length, by when they begin; a step in which nothing was is not there. */
    Map<Instant, Views> since(String userId, Instant from, Duration step) {
        return jdbc
                .sql("""
                        SELECT date_bin(make_interval(secs => :seconds), hour, :from) AS at,
                               sum(views) AS views, sum(viewers) AS viewers, sum(appearances) AS appearances
                          FROM user_activity WHERE user_id = :userId AND hour >= :from
                         GROUP BY at
                        """)
                .param("userId", userId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("seconds", step.toSeconds())
                .query(Step.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Step::at, Step::counted));
    }
}
