package dev.userservice.trending;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who was where on lists of before, of which some are remembered for as long as ranks are compared with them. */
@Repository
class PastRanks {

    // of as many as this in the time after which ranks are compared, each is remembered
    private static final int REMEMBERED = 6;

    private final JdbcClient jdbc;

    PastRanks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who was on a list at a time, in order. */
    record Past(Instant at, List<String> userIds) {}

    /** The youngest of the lists remembered from before this time, or else the oldest. */
    Optional<Past> of(String name, Instant before) {
        return jdbc.sql("""
                        SELECT at, array_agg(user_id ORDER BY place) AS user_ids FROM trending_past
                         WHERE list = :name GROUP BY at
                         ORDER BY at <= :before DESC, CASE WHEN at <= :before THEN at END DESC, at LIMIT 1
                        """)
                .param("name", name)
                .param("before", at(before))
                .query((row, number) ->
                        new Past(row.getObject("at", OffsetDateTime.class).toInstant(), List.of((String[])
                                row.getArray("user_ids").getArray())))
                .optional();
    }

    /** Remembers a list that was just published, unless another was only a short while ago. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remember(String name, Instant asOf, Duration comparison) {
        jdbc.sql("DELETE FROM trending_past WHERE list = :name AND at < :oldest")
                .param("name", name)
                .param("oldest", at(asOf.minus(comparison.multipliedBy(2))))
                .update();
        jdbc.sql("""
                        INSERT INTO trending_past (list, at, place, user_id)
                        SELECT list, :asOf, place, user_id FROM trending_place WHERE list = :name
                           AND NOT EXISTS (SELECT FROM trending_past WHERE list = :name AND at > :recent)
                        """)
                .param("name", name)
                .param("asOf", at(asOf))
                .param("recent", at(asOf.minus(comparison.dividedBy(REMEMBERED))))
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
