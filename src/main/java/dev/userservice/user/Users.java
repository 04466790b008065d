package dev.userservice.user;

import static java.util.stream.Collectors.joining;

import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The users and tombstones in Postgres. A change is taken only if it is newer than what is known. */
@Repository
public class Users implements Traces {

    /** Compares a row {@code EXCLUDED} with a row {@code c} by the operator to be filled in. */
    static final String IS_NEWER = """
            (CASE WHEN num_nulls(c.source_version, EXCLUDED.source_version) = 0
                  THEN EXCLUDED.source_version %1$s c.source_version
                  ELSE EXCLUDED.source_time %1$s c.source_time END
             AND coalesce(EXCLUDED.source_version %1$s c.former_version, true))
            """;

    private static final String SAVE = """
            INSERT INTO user_cache AS c
                   (%1$s, search_score, last_sync_at, source_version, source_time, revision)
            SELECT %1$s, search_score, :now, source_version, source_time, nextval('revision')
              FROM jsonb_populate_recordset(NULL::user_cache, :rows::jsonb) ORDER BY id
                ON CONFLICT (id) DO UPDATE SET (%2$s) = (%3$s),
                   search_score = lifted_score(EXCLUDED.search_score, c.activity_lift),
                   last_sync_at = EXCLUDED.last_sync_at,
                   source_version = EXCLUDED.source_version, former_version = NULL,
                   source_time = EXCLUDED.source_time, revision = nextval('revision'), deleted_at = NULL
             WHERE %4$s
            RETURNING id AS user_id, revision AS number
            """.formatted(
            String.join(", ", UserRows.COLUMNS), withoutId(""), withoutId("EXCLUDED."), IS_NEWER.formatted(">"));

    // A delete wins a tie: the Auth Service may not count it as a version of its own. One without a version leaves the
    // known one beside, or something older could outrank it by its time.
    private static final String DELETE = """
            INSERT INTO user_cache AS c (id, deleted_at, last_sync_at, source_version, source_time, revision)
            VALUES (:id, :now, :now, :sourceVersion, :sourceTime, nextval('revision'))
                ON CONFLICT (id) DO UPDATE SET
                   (%1$s, search_score, activity_lift, profile_views) = (%2$s, NULL, NULL, NULL),
                   deleted_at = EXCLUDED.deleted_at, last_sync_at = EXCLUDED.last_sync_at,
                   source_version = EXCLUDED.source_version,
                   former_version = greatest(c.former_version, c.source_version),
                   source_time = greatest(c.source_time, EXCLUDED.source_time), revision = nextval('revision')
             WHERE CASE WHEN c.deleted_at IS NOT NULL THEN %4$s WHEN :whatever THEN true ELSE %3$s END
            RETURNING new.revision, to_jsonb(old) AS former
            """.formatted(
                    withoutId(""),
                    UserRows.COLUMNS.stream().skip(1).map(column -> "NULL").collect(joining(", ")),
                    IS_NEWER.formatted(">="),
                    IS_NEWER.formatted(">"));

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final UserRows rows = new UserRows();
    private final UserColumns columns = new UserColumns();

    Users(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    private record Deletion(long revision, UserDeleted event) {}

    /**
     * Takes the whole state of users, none of them twice. Returns the new revisions of those of whom nothing as new is
     * known.
     */
    public List<Revision> save(Collection<ListedUser> users) {
        return users.isEmpty()
                ? List.of()
                : jdbc.sql(SAVE)
                        .param("rows", rows.write(users))
                        .param("now", now())
                        .query((row, number) -> new Revision(row.getString("user_id"), row.getLong("number")))
                        .list();
    }

    /** Leaves a tombstone. Returns the new revision, or nothing if something newer is known. */
    public Optional<Long> delete(String id, SourceVersion version) {
        return delete(id, version, false);
    }

    /**
     * Leaves a tombstone whatever is known, because nothing says when the user was deleted but that it was before
     * {@code sentAt}: deleting too much can be repaired, showing a deleted user cannot.
     */
    public Optional<Long> delete(String id, Instant sentAt) {
        return delete(id, new SourceVersion(null, sentAt), true);
    }

    private Optional<Long> delete(String id, SourceVersion version, boolean whatever) {
        Optional<Deletion> deletion = ordered(jdbc.sql(DELETE), version)
                .param("id", id)
                .param("whatever", whatever)
                .query((row, number) -> new Deletion(row.getLong("revision"), deleted(id, row.getString("former"))))
                .optional();
        deletion.map(Deletion::event).ifPresent(events::publishEvent);
        return deletion.map(Deletion::revision);
    }

    private UserDeleted deleted(String id, @Nullable String former) {
        return UserDeleted.of(id, former == null ? null : rows.read(former));
    }

    /**
     * Gives an unchanged row a new revision, above this version: what is in the index may be newer than it should.
     * Nothing if the row is no longer at this revision.
     */
    public Optional<Long> renew(String id, long revision, long above) {
        raiseRevisions(above);
        return jdbc.sql("""
                        UPDATE user_cache SET revision = nextval('revision') WHERE id = :id AND revision = :revision
                        RETURNING revision
                        """)
                .param("id", id)
                .param("revision", revision)
                .query(Long.class)
                .optional();
    }

    /** Leaves a tombstone of somebody nobody knows, older than whatever the Auth Service may say of such a user. */
    public Optional<Long> bury(String id, long above) {
        raiseRevisions(above);
        return jdbc.sql("""
                        INSERT INTO user_cache (id, deleted_at, last_sync_at, source_time, revision)
                        VALUES (:id, :now, :now, timestamptz '1969-12-31T00:00:00Z', nextval('revision'))
                            ON CONFLICT DO NOTHING
                        RETURNING revision
                        """)
                .param("id", id)
                .param("now", now())
                .query(Long.class)
                .optional();
    }

    // far above, because others draw revisions between reading and setting; one at a time, or the second would go back
    private void raiseRevisions(long above) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('revision'))")
                .query((row, number) -> number)
                .list();
        jdbc.sql(
                        "SELECT setval('revision', :above + 10000) FROM revision WHERE last_value <= :above AND :above < :most")
                .param("above", above)
                .param("most", Long.MAX_VALUE / 2)
                .query(Long.class)
                .optional();
    }

    /** The rows of these ids, in no particular order; an unknown id has none. */
    public List<CachedUser> load(Collection<String> ids) {
        return jdbc.sql("SELECT " + UserColumns.ALL + " FROM user_cache c WHERE id = ANY (:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(columns)
                .list();
    }

    /** Who of these is deleted. */
    public Set<String> deletedAmong(Collection<String> ids) {
        return jdbc.sql("SELECT id FROM user_cache WHERE id = ANY (:ids) AND deleted_at IS NOT NULL")
                .param("ids", ids.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    /** Anybody, tombstones included, by id or else by username in any case. */
    public Optional<CachedUser> find(String idOrUsername) {
        return jdbc.sql("""
                        SELECT %s FROM user_cache c
                         WHERE id = :key OR (lower(username) = lower(:key) AND deleted_at IS NULL)
                         ORDER BY id = :key DESC, source_time DESC LIMIT 1
                        """.formatted(UserColumns.ALL))
                .param("key", idOrUsername)
                .query(columns)
                .optional();
    }

    /** A user the public may see, by id or else by username in any case; an id once given leads to nobody else. */
    public Optional<CachedUser.Live> findVisible(String idOrUsername) {
        return jdbc.sql("""
                        SELECT %s FROM user_cache c
                         WHERE (id = :key OR lower(username) = lower(:key)
                                             AND NOT EXISTS (SELECT FROM user_cache WHERE id = :key))
                           AND deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE
                         ORDER BY id = :key DESC, source_time DESC LIMIT 1
                        """.formatted(UserColumns.ALL))
                .param("key", idOrUsername)
                .query(columns)
                .optional()
                .map(CachedUser.Live.class::cast);
    }

    @Override
    public String place() {
        return "cache";
    }

    @Override
    public Trace of(String userId) {
        return Trace.of(load(List.of(userId)).stream().anyMatch(CachedUser.Live.class::isInstance));
    }

    private JdbcClient.StatementSpec ordered(JdbcClient.StatementSpec statement, SourceVersion version) {
        return statement
                .param("sourceVersion", version.number(), Types.BIGINT)
                .param("sourceTime", version.time().atOffset(ZoneOffset.UTC))
                .param("now", now());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String withoutId(String prefix) {
        return UserRows.COLUMNS.stream().skip(1).map(prefix::concat).collect(joining(", "));
    }
}
