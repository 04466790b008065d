package dev.userservice.trending;

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
import org.springframework.transaction.annotation.Transactional;

/** The published lists in Postgres, where all instances find the same ones, and the turns at making them. */
@Repository
class PublishedLists {

    private final JdbcClient jdbc;
    private final PastRanks past;
    private final RiserJson json;

    PublishedLists(JdbcClient jdbc, PastRanks past, ObjectMapper json) {
        this.jdbc = jdbc;
        this.past = past;
        this.json = new RiserJson(json);
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
        return Optional.ofNullable(row.riser()).map(riser -> new Place(json.read(riser), row.previous()));
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

    /**
     * Replaces a list by a newer one, and remembers it for ranks to come, every so often. Nobody is being deleted
     * meanwhile, so it holds nobody who is gone.
     */
    @Transactional
    public void publish(String name, TrendingList list, Duration comparison) {
        lock();
        int older = jdbc.sql("""
                        UPDATE trending_list SET as_of = :asOf, compared_at = :comparedAt, building_until = :asOf
                         WHERE name = :name AND coalesce(as_of < :asOf, true)
                        """)
                .param("name", name)
                .param("asOf", at(list.asOf()))
                .param(
                        "comparedAt",
                        list.comparedAt() == null ? null : at(list.comparedAt()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        if (older > 0) {
            replace(name, list.places());
            past.remember(name, list.asOf(), comparison);
        }
    }

    private void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('trending'))")
                .query((row, number) -> number)
                .list();
    }

    private void replace(String name, List<Place> places) {
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
                        places.stream().map(place -> place.riser().userId()).toArray(String[]::new))
                .param("previous", places.stream().map(Place::previousRank).toArray(Integer[]::new))
                .param(
                        "risers",
                        places.stream().map(place -> json.write(place.riser())).toArray(String[]::new))
                .update();
    }

    /**
     * Drops lists nobody has asked for since this time, and all but the newest of those by niche or platform: anybody may
     * ask for any. Nobody is being deleted meanwhile, who would wait for the places in another order.
     */
    @Transactional
    public int purge(Instant oldest, int most) {
        lock();
        return jdbc.sql("""
                        DELETE FROM trending_list WHERE building_until < :oldest OR name IN
                               (SELECT name FROM trending_list WHERE name !~ :common
                                 ORDER BY building_until DESC OFFSET :most)
                        """)
                .param("common", ListKey.OF_ALL_NICHES)
                .param("oldest", at(oldest))
                .param("most", most)
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
