package dev.userservice.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The living users in the order of their ids' bytes, which is how an index orders them, range by range. */
@Repository
public class UserRanges {

    // the column is collated by bytes
    private static final String IN_RANGE = """
            deleted_at IS NULL AND id > :after AND (:until::text IS NULL OR id <= :until)
            """;

    private static final String BUCKET = """
            max(id) AS last, count(*) AS users, sum(digest >> 24) AS high, sum(digest & 16777215) AS low
            """;

    private final JdbcClient jdbc;
    private final UserColumns columns = new UserColumns();

    UserRanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A range and its digest. */
    public record Part(IdRange range, RangeDigest digest) {

        /** Parts that follow each other, as one. */
        public static Part whole(List<Part> parts) {
            RangeDigest sum =
                    parts.stream().map(Part::digest).reduce(RangeDigest::plus).orElseThrow();
            IdRange range = new IdRange(
                    parts.getFirst().range().after(), parts.getLast().range().until());
            return new Part(range, sum);
        }
    }

    private record Bucket(String last, RangeDigest digest) {}

    /** Parts with about as many users each, in order, which leave out nothing of the range. */
    public List<Part> parts(IdRange range, int number) {
        List<Bucket> buckets = in(range, "SELECT " + BUCKET + """
                          FROM (SELECT id, digest,
                                       ntile(:number) OVER (ORDER BY id) AS bucket
                                  FROM user_cache WHERE %s) AS numbered
                         GROUP BY bucket ORDER BY bucket
                        """)
                .param("number", number)
                .query(UserRanges::bucket)
                .list();
        return parts(range, buckets);
    }

    /**
     * Parts of so many users each, all but the last, which leave out nobody at all. Each is read by a statement of its
     * own, so that none takes long, however many users there are.
     */
    public List<Part> pages(int size) {
        List<Part> pages = new ArrayList<>();
        Part page = page(IdRange.ALL, size);
        while (page.range().until() != null) {
            pages.add(page);
            page = page(IdRange.ALL.after(page.range().until()), size);
        }
        pages.add(page);
        return pages;
    }

    private Part page(IdRange rest, int size) {
        Bucket bucket = in(rest, "SELECT " + BUCKET + """
                          FROM (SELECT id, digest FROM user_cache WHERE %s ORDER BY id LIMIT :size) AS page
                        """)
                .param("size", size)
                .query(UserRanges::bucket)
                .single();
        boolean isLast = bucket.digest().users() < size;
        return new Part(isLast ? rest : rest.until(bucket.last()), bucket.digest());
    }

    // the sums of nobody are null, and read as 0
    private static Bucket bucket(ResultSet row, int number) throws SQLException {
        return new Bucket(
                row.getString("last"), new RangeDigest(row.getLong("users"), row.getLong("high"), row.getLong("low")));
    }

    private static List<Part> parts(IdRange range, List<Bucket> buckets) {
        if (buckets.isEmpty()) {
            return List.of(new Part(range, new RangeDigest(0, 0, 0)));
        }
        List<Part> parts = new ArrayList<>();
        IdRange rest = range;
        for (Bucket bucket : buckets.subList(0, buckets.size() - 1)) {
            parts.add(new Part(rest.until(bucket.last()), bucket.digest()));
            rest = rest.after(bucket.last());
        }
        parts.add(new Part(rest, buckets.getLast().digest()));
        return parts;
    }

    /** The first users of a range, at most so many. */
    public List<CachedUser.Live> first(IdRange range, int most) {
        return in(range, "SELECT " + UserColumns.ALL + " FROM user_cache c WHERE %s ORDER BY id LIMIT :most")
                .param("most", most)
                .query((row, number) -> (CachedUser.Live) columns.mapRow(row, number))
                .list();
    }

    /**
     * Those who were deleted after this revision was drawn, after this id; at most so many. A deletion may draw its
     * revision long before it is committed, so whoever was deleted since this moment counts too.
     */
    public List<CachedUser> deletedSince(long revision, Instant moment, String after, int most) {
        return jdbc.sql("""
                        SELECT %s FROM user_cache c
                         WHERE deleted_at IS NOT NULL AND id > :after AND (revision > :revision OR deleted_at > :moment)
                         ORDER BY id LIMIT :most
                        """.formatted(UserColumns.ALL))
                .param("after", after)
                .param("revision", revision)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(columns)
                .list();
    }

    /** How many users there are; beyond five millions, which take long to count, about how many. */
    public long users() {
        return jdbc.sql("""
                        SELECT CASE WHEN reltuples > 5e6 THEN reltuples::bigint
                                    ELSE (SELECT count(*) FROM user_cache WHERE deleted_at IS NULL) END
                          FROM pg_class WHERE oid = 'user_cache_username'::regclass
                        """).query(Long.class).single();
    }

    /** The last revision that was drawn. */
    public long lastRevision() {
        return jdbc.sql("SELECT last_value FROM revision").query(Long.class).single();
    }

    /** The ids of a range. */
    public List<String> ids(IdRange range) {
        return in(range, "SELECT id FROM user_cache WHERE %s")
                .query(String.class)
                .list();
    }

    private JdbcClient.StatementSpec in(IdRange range, String sql) {
        return jdbc.sql(sql.formatted(IN_RANGE)).param("after", range.after()).param("until", range.until());
    }
}
