package dev.userservice.favorites;

import dev.userservice.search.Favored.Marked;
import dev.userservice.search.Favored.Range;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Favorites in Postgres. The owner is part of every condition, so nobody can reach those of another. */
@Repository
class FavoriteRows {

    // what is of or with a deleted user is hidden at once, and stays so if the user is created again before it is
    // removed
    private static final String VISIBLE = """
            favorite f JOIN user_cache c ON c.id = f.user_id AND c.deleted_at IS NULL AND c.status = 'ACTIVE'
                                        AND c.is_active IS NOT FALSE
                                        AND NOT EXISTS (SELECT FROM favorite_erasure
                                                         WHERE user_id IN (f.owner_id, f.user_id) AND erased_at >= f.added_at)
            """;

    private final JdbcClient jdbc;

    FavoriteRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who is a favorite, and since when. */
    record Row(String userId, Instant addedAt) {}

    /** One owner after another: nobody else adds for this one until the end of the transaction. */
    void lock(String owner) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:owner, 21))")
                .param("owner", owner)
                .query((row, number) -> number)
                .list();
    }

    /** The favorite, unless the owner has none such. */
    Optional<Row> find(String owner, String userId) {
        return jdbc.sql("""
                        SELECT f.user_id, f.added_at FROM %s
                         WHERE f.owner_id = :owner AND f.user_id = :userId
                        """.formatted(VISIBLE))
                .param("owner", owner)
                .param("userId", userId)
                .query(Row.class)
                .optional();
    }

    /** Adds a new one, later than any other of this owner and any erasure before. False if the owner has {@code most} already. */
    boolean add(String owner, String userId, int most) {
        return jdbc.sql("""
                        INSERT INTO favorite (owner_id, user_id, added_at)
                        SELECT :owner, :userId, greatest(clock_timestamp(), max(added_at) + interval '1 microsecond')
                          FROM favorite WHERE owner_id = :owner HAVING count(*) < :most
                            ON CONFLICT (owner_id, user_id) DO UPDATE SET added_at = EXCLUDED.added_at
                        """)
                        .param("owner", owner)
                        .param("userId", userId)
                        .param("most", most)
                        .update()
                == 1;
    }

    /** False if there was nothing to remove. */
    boolean remove(String owner, String userId) {
        return jdbc.sql("DELETE FROM favorite WHERE owner_id = :owner AND user_id = :userId")
                        .param("owner", owner)
                        .param("userId", userId)
                        .update()
                == 1;
    }

    /** The newest ones whom the public may see, of those before this time. */
    List<Row> page(String owner, @Nullable Instant before, int most) {
        return jdbc.sql("""
                        SELECT f.user_id, f.added_at FROM %s
                         WHERE f.owner_id = :owner AND f.added_at < coalesce(:before::timestamptz, 'infinity')
                         ORDER BY f.added_at DESC LIMIT :most
                        """.formatted(VISIBLE))
                .param("owner", owner)
                .param("before", before == null ? null : before.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("most", most)
                .query(Row.class)
                .list();
    }

    /** The newest ones, seen by the public or not. */
    Marked newest(String owner, int most) {
        List<Row> rows = jdbc.sql("""
                        SELECT user_id, added_at FROM favorite WHERE owner_id = :owner ORDER BY added_at DESC LIMIT :most
                        """)
                .param("owner", owner)
                .param("most", most)
                .query(Row.class)
                .list();
        return rows.isEmpty()
                ? Marked.NOBODY
                : new Marked(
                        rows.stream().map(Row::userId).toList(),
                        new Range(rows.getLast().addedAt(), rows.getFirst().addedAt()));
    }

    List<String> within(String owner, Range range) {
        return jdbc.sql("""
                        SELECT user_id FROM favorite
                         WHERE owner_id = :owner AND added_at BETWEEN :oldest AND :newest ORDER BY added_at DESC
                        """)
                .param("owner", owner)
                .param("oldest", time(range.oldest()))
                .param("newest", time(range.newest()))
                .query(String.class)
                .list();
    }

    /** Those of them who are no favorites of this owner. */
    Set<String> others(String owner, Collection<String> userIds) {
        return jdbc.sql("""
                        SELECT id FROM unnest(:ids::text[]) AS asked (id)
                         WHERE NOT EXISTS (SELECT FROM favorite WHERE owner_id = :owner AND user_id = id)
                        """)
                .param("owner", owner)
                .param("ids", userIds.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
