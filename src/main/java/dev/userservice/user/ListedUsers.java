package dev.userservice.user;

import static java.util.stream.Collectors.joining;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Makes the users in Postgres those that the Auth Service lists, writing only what differs. */
@Repository
public class ListedUsers {

    // What is read from the source of truth wins a tie against what it once sent, but not against a delete. A score
    // that merely faded is no difference.
    private static final String WINS = """
            CASE WHEN c.deleted_at IS NOT NULL THEN %1$s
                 ELSE %1$s OR (%2$s AND (%3$s) IS DISTINCT FROM (%4$s)) END
            """.formatted(
                    Users.IS_NEWER.formatted(">"), Users.IS_NEWER.formatted(">="), columns("c."), columns("EXCLUDED."));

    private static final String SAVE = """
            WITH given AS MATERIALIZED (SELECT * FROM jsonb_populate_recordset(NULL::user_cache, :rows::jsonb)),
            differing AS (
                SELECT EXCLUDED.* FROM given EXCLUDED LEFT JOIN user_cache c USING (id)
                 WHERE c.id IS NULL OR %3$s
                 ORDER BY id),
            saved AS (
                INSERT INTO user_cache AS c
                       (id, %1$s, search_score, last_sync_at, source_version, source_time, revision)
                SELECT id, %1$s, search_score, :now, source_version, source_time, nextval('revision') FROM differing
                    ON CONFLICT (id) DO UPDATE SET (%1$s) = (%2$s),
                       search_score = lifted_score(EXCLUDED.search_score, c.activity_lift),
                       last_sync_at = EXCLUDED.last_sync_at, source_version = EXCLUDED.source_version,
                       former_version = NULL, source_time = greatest(c.source_time, EXCLUDED.source_time),
                       revision = nextval('revision'), deleted_at = NULL
                 WHERE %3$s
                RETURNING id, revision)
            SELECT id, revision FROM saved
            UNION ALL
            SELECT id, NULL FROM given EXCLUDED JOIN user_cache c USING (id)
             WHERE CASE WHEN c.deleted_at IS NOT NULL THEN NOT %4$s ELSE NOT %5$s END
            """.formatted(
                    columns(""),
                    columns("EXCLUDED."),
                    WINS,
                    Users.IS_NEWER.formatted(">").strip(),
                    Users.IS_NEWER.formatted(">=").strip());

    // the version stays: what the Auth Service said before must not revive anybody, what it says later must
    private static final String DELETE = """
            UPDATE user_cache c SET (%1$s, search_score, activity_lift, profile_views) = (%2$s, NULL, NULL, NULL),
                   deleted_at = :now, last_sync_at = :now, revision = nextval('revision')
              FROM unnest(:ids::text[], :revisions::bigint[]) AS missing (id, revision)
             WHERE c.id = missing.id AND c.revision = missing.revision AND c.deleted_at IS NULL
            RETURNING c.id AS user_id, c.revision AS number, to_jsonb(old) AS former
            """.formatted(
            columns(""), UserRows.COLUMNS.stream().skip(1).map(column -> "NULL").collect(joining(", ")));

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final UserRows rows = new UserRows();

    ListedUsers(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Who was written, and how many are known in a newer state or deleted here; all others are as listed already. */
    public record Saved(List<Revision> changed, int stale) {}

    private record Deletion(Revision revision, UserDeleted event) {}

    private record Row(String id, @Nullable Long revision) {}

    /** Takes over whoever is new or differs, in one statement. Nobody may be listed twice. */
    public Saved save(Collection<ListedUser> listed) {
        List<Row> written = listed.isEmpty()
                ? List.of()
                : jdbc.sql(SAVE)
                        .param("rows", rows.write(listed))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Row.class)
                        .list();
        List<Revision> changed = written.stream()
                .filter(row -> row.revision() != null)
                .map(row -> new Revision(row.id(), row.revision()))
                .toList();
        return new Saved(changed, written.size() - changed.size());
    }

    /** Leaves tombstones of these users where they have not changed since these revisions. */
    public List<Revision> delete(Collection<Revision> missing) {
        List<Deletion> deletions = jdbc.sql(DELETE)
                .param("ids", missing.stream().map(Revision::userId).toArray(String[]::new))
                .param("revisions", missing.stream().map(Revision::number).toArray(Long[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Deletion(
                        new Revision(row.getString("user_id"), row.getLong("number")),
                        UserDeleted.of(row.getString("user_id"), rows.read(row.getString("former")))))
                .list();
        deletions.forEach(deletion -> events.publishEvent(deletion.event()));
        return deletions.stream().map(Deletion::revision).toList();
    }

    /** The revision of a user who is not deleted. */
    public Optional<Revision> findLive(String id) {
        return jdbc.sql(
                        "SELECT id AS user_id, revision AS number FROM user_cache WHERE id = :id AND deleted_at IS NULL")
                .param("id", id)
                .query(Revision.class)
                .optional();
    }

    private static String columns(String prefix) {
        return UserRows.COLUMNS.stream().skip(1).map(prefix::concat).collect(joining(", "));
    }
}
