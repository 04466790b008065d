package dev.userservice.analytics;

import dev.userservice.analytics.ActivityDocument.Grain;
import dev.userservice.user.Tier;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Hourly activity in Postgres, as documents of hours and of the days they add up to. */
@Repository
class ActivityRows {

    private final JdbcClient jdbc;

    ActivityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The changes after some other one until {@code last}, so many of them. */
    record Batch(int size, long last) {}

    /** The next changes in their order; nothing if there is none. */
    Optional<Batch> next(long after, int most) {
        return jdbc.sql("""
                        SELECT count(*) AS size, max(change) AS last
                          FROM (SELECT change FROM user_activity WHERE change > :after ORDER BY change LIMIT :most) AS c
                        HAVING count(*) > 0
                        """)
                .param("after", after)
                .param("most", most)
                .query(Batch.class)
                .optional();
    }

    /**
     * The documents of the hours that changed after some change until that of the batch, and of their days. A day is left
     * out whose latest change comes later: it is written with that. All is as of one moment.
     */
    List<ActivityDocument> documents(long after, Batch batch, Retention.Since since) {
        return jdbc.sql("""
                        WITH changed AS MATERIALIZED (
                            SELECT * FROM user_activity
                             WHERE change > :after AND change <= :last AND hour >= :days),
                        days AS (
                            SELECT DISTINCT user_id, date_trunc('day', hour, 'UTC') AS day FROM changed)
                        SELECT d.*, u.roles, u.primary_niche, u.primary_platform, u.estimated_followers
                          FROM (SELECT 'HOUR' AS grain, user_id, hour AS at, views, viewers, appearances, favorites, change
                                  FROM changed WHERE hour >= :hours
                                 UNION ALL
                                SELECT 'DAY', days.user_id, day, s.views, s.viewers, s.appearances, s.favorites, s.change
                                  FROM days CROSS JOIN LATERAL (
                                       SELECT sum(views) AS views, sum(viewers) AS viewers, sum(appearances) AS appearances,
                                              sum(favorites) AS favorites, max(change) AS change
                                         FROM user_activity a
                                        WHERE a.user_id = days.user_id AND a.hour >= day
                                          AND a.hour < day + interval '24 hours') AS s
                                 WHERE s.change <= :last) AS d
                          JOIN user_cache u ON u.id = d.user_id AND u.deleted_at IS NULL
                        """)
                .param("after", after)
                .param("last", batch.last())
                .param("hours", utc(since.hours()))
                .param("days", utc(since.days()))
                .query((row, number) -> document(row))
                .list();
    }

    private static ActivityDocument document(ResultSet row) throws SQLException {
        Long followers = row.getObject("estimated_followers", Long.class);
        return new ActivityDocument(
                row.getString("user_id"),
                Grain.valueOf(row.getString("grain")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("views"),
                row.getLong("viewers"),
                row.getLong("appearances"),
                row.getLong("favorites"),
                texts(row.getArray("roles")),
                row.getString("primary_niche"),
                Optional.ofNullable(row.getString("primary_platform")).stream().toList(),
                followers == null ? null : Tier.of(followers).word(),
                followers,
                row.getLong("change"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
