package dev.authservice.internal;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How often each user is looked at. The counters are whole and ordered by their change, so that to store them again, or older
 * ones after newer ones, changes nothing: no list of deliveries has to be kept for that.
 */
@Repository
class UserStatistics {

    private final JdbcClient jdbc;

    UserStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The counters of one user; of two of these, that of the higher change is newer. */
    record Counters(
            @NotNull String userId,
            @PositiveOrZero long profileViews,
            @PositiveOrZero long searchAppearances,
            @PositiveOrZero long change,
            @NotNull Instant changedAt) {}

    /** Stores what is newer, of users who exist. Returns of how many that was the case. */
    int store(List<Counters> counters) {
        return jdbc.sql("""
                        INSERT INTO user_statistics AS s (user_id, profile_views, search_appearances, change, changed_at)
                        SELECT a.id, c.profile_views, c.search_appearances, c.change, c.changed_at
                          FROM unnest(:ids::text[], :views::bigint[], :appearances::bigint[], :changes::bigint[],
                                      :times::timestamptz[])
                               AS c (id, profile_views, search_appearances, change, changed_at)
                          JOIN account a USING (id)
                         ORDER BY a.id, c.change FOR KEY SHARE OF a
                            ON CONFLICT (user_id) DO UPDATE SET profile_views = EXCLUDED.profile_views,
                               search_appearances = EXCLUDED.search_appearances, change = EXCLUDED.change,
                               changed_at = EXCLUDED.changed_at
                         WHERE s.change < EXCLUDED.change
                        """)
                .param("ids", counters.stream().map(Counters::userId).toArray(String[]::new))
                .param("views", counters.stream().map(Counters::profileViews).toArray(Long[]::new))
                .param(
                        "appearances",
                        counters.stream().map(Counters::searchAppearances).toArray(Long[]::new))
                .param("changes", counters.stream().map(Counters::change).toArray(Long[]::new))
                .param(
                        "times",
                        counters.stream()
                                .map(counter -> counter.changedAt().toString())
                                .toArray(String[]::new))
                .update();
    }

    Optional<Counters> of(String userId) {
        return jdbc.sql("""
                        SELECT user_id, profile_views, search_appearances, change, changed_at FROM user_statistics
                         WHERE user_id = :userId
                        """).param("userId", userId).query(Counters.class).optional();
    }
}
