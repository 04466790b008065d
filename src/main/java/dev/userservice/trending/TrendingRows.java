package dev.userservice.trending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.trending.TrendingList.Place;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The published lists in Postgres, where all instances find the same ones, and the turns at making them. */
@Repository
class TrendingRows {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    TrendingRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Row(
            OffsetDateTime asOf,
            @Nullable OffsetDateTime comparedAt,
            @Nullable Integer previous,
            @Nullable String riser) {}

    /** The list as it was published last. */
    Optional<TrendingList> find(String name) {
        List<Row> rows = jdbc.sql("""
                        SELECT l.as_of, l.compared_at, p.previous, p.riser
                          FROM trending_list l LEFT JOIN trending_place p ON p.list = l.name
                         WHERE l.name = :name AND l.as_of IS NOT NULL ORDER BY p.place
                        """).param("name", name).query(Row.class).list();
        return rows.stream()
                .findFirst()
                .map(first -> new TrendingList(
                        first.asOf().toInstant(),
                        first.comparedAt() == null ? null : first.comparedAt().toInstant(),
                        rows.stream().flatMap(row -> place(row).stream()).toList()));
    }

    private Optional<Place> place(Row row) {
        return Optional.ofNullable(row.riser()).map(riser -> new Place(read(riser), row.previous()));
    }

    /** Takes the turn at making a list, if the published one is not of after {@code fresh} and nobody else has it. */
    boolean claim(String name, Instant fresh, Instant now, Duration lease) {
        return jdbc.sql("""
                        INSERT INTO trending_list AS l (name, building_until) VALUES (:name, :until)
                            ON CONFLICT (name) DO UPDATE SET building_until = EXCLUDED.building_until
                         WHERE l.building_until <= :now AND coalesce(l.as_of <= :fresh, true)
                        """)
                        .param("name", name)
                        .param("until", at(now.plus(lease)))
                        .param("now", at(now))
                        .param("fresh", at(fresh))
                        .update()
                > 0;
    }

    /** Gives up the turn without a list. */
    void release(String name, Instant now) {
        jdbc.sql("UPDATE trending_list SET building_until = :now WHERE name = :name")
                .param("name", name)
                .param("now", at(now))
                .update();
    }

    /** Who was on a list at a time, in order. */
    record Past(Instant at, List<String> userIds) {}

    /** The youngest of the lists remembered from before this time, or else the oldest. */
    Optional<Past> past(String name, Instant before) {
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

    /**
     * Replaces a list by a newer one, and remembers it for ranks to come, every so often. Nobody is being deleted
     * meanwhile, so it holds nobody who is gone.
     */
    @Transactional
    public void publish(String name, TrendingList list, Duration comparison) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('trending'))")
                .query((row, number) -> number)
                .list();
        jdbc.sql(
                        "UPDATE trending_list SET as_of = :asOf, compared_at = :comparedAt, building_until = :asOf WHERE name = :name")
                .param("name", name)
                .param("asOf", at(list.asOf()))
                .param(
                        "comparedAt",
                        list.comparedAt() == null ? null : at(list.comparedAt()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        jdbc.sql("DELETE FROM trending_place WHERE list = :name")
                .param("name", name)
                .update();
        jdbc.sql("""
                        INSERT INTO trending_place (list, place, user_id, previous, riser)
                        SELECT :name, p.place, p.user_id, p.previous, p.riser::jsonb
                          FROM unnest(:ids::text[], :previous::int[], :risers::text[])
                                   WITH ORDINALITY AS p (user_id, previous, riser, place)
                          JOIN user_cache u ON u.id = p.user_id AND u.deleted_at IS NULL
                        """)
                .param("name", name)
                .param(
                        "ids",
                        list.places().stream()
                                .map(place -> place.riser().userId())
                                .toArray(String[]::new))
                .param(
                        "previous",
                        list.places().stream().map(Place::previousRank).toArray(Integer[]::new))
                .param(
                        "risers",
                        list.places().stream()
                                .map(place -> write(place.riser()))
                                .toArray(String[]::new))
                .update();
        remember(name, list.asOf(), comparison);
    }

    private void remember(String name, Instant asOf, Duration comparison) {
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
                .param("recent", at(asOf.minus(comparison.dividedBy(6))))
                .update();
    }

    /** Takes somebody who is being deleted off all lists. Others may be deleted meanwhile, but nothing is published. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String userId) {
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(hashtext('trending'))")
                .query((row, number) -> number)
                .list();
        jdbc.sql("DELETE FROM trending_place WHERE user_id = :id")
                .param("id", userId)
                .update();
        jdbc.sql("DELETE FROM trending_past WHERE user_id = :id")
                .param("id", userId)
                .update();
    }

    boolean hold(String userId) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM trending_place WHERE user_id = :id)
                            OR EXISTS (SELECT FROM trending_past WHERE user_id = :id)
                        """).param("id", userId).query(Boolean.class).single();
    }

    /** Drops lists nobody has asked for since this time, and all but the newest: anybody may ask for any niche. */
    int purge(Instant oldest, int most) {
        return jdbc.sql("""
                        DELETE FROM trending_list WHERE building_until < :oldest OR name IN
                               (SELECT name FROM trending_list ORDER BY building_until DESC OFFSET :most)
                        """).param("oldest", at(oldest)).param("most", most).update();
    }

    private String write(Riser riser) {
        try {
            return json.writeValueAsString(riser);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A place cannot be written as JSON", e);
        }
    }

    private Riser read(String riser) {
        try {
            return json.readValue(riser, Riser.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row of trending_place cannot be read", e);
        }
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
