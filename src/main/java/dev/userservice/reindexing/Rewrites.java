package dev.userservice.reindexing;

import dev.userservice.indexing.IndexQueue;
import dev.userservice.user.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes everybody to the index once more, through the queue, for instance to fill a field that is new. Each user gets a
 * new revision, because Elasticsearch takes nothing else.
 */
@Repository
class Rewrites {

    private final JdbcClient jdbc;
    private final IndexQueue queue;

    Rewrites(JdbcClient jdbc, IndexQueue queue) {
        this.jdbc = jdbc;
        this.queue = queue;
    }

    /** How far the latest is: so many users are in the queue, or through it. */
    record Rewrite(long users, Instant startedAt, @Nullable Instant finishedAt) {}

    private record Place(long untilRevision, String afterId) {}

    /** Begins one, unless one is under way. */
    void start() {
        jdbc.sql("""
                        INSERT INTO index_rewrite (until_revision, started_at)
                        SELECT last_value, now() FROM revision
                            ON CONFLICT (only_one) DO UPDATE
                           SET until_revision = EXCLUDED.until_revision, after_id = '', users = 0,
                               started_at = EXCLUDED.started_at, finished_at = NULL
                         WHERE index_rewrite.finished_at IS NOT NULL
                        """).update();
    }

    Optional<Rewrite> latest() {
        return jdbc.sql("SELECT users, started_at, finished_at FROM index_rewrite")
                .query(Rewrite.class)
                .optional();
    }

    /** Queues the next users of the rewrite that is under way. Whether there is one, and no other instance does it. */
    @Transactional
    public boolean step(int most) {
        Optional<Place> place = jdbc.sql("""
                        SELECT until_revision, after_id FROM index_rewrite WHERE finished_at IS NULL
                           FOR UPDATE SKIP LOCKED
                        """).query(Place.class).optional();
        place.ifPresent(begun -> advance(begun, most));
        return place.isPresent();
    }

    private void advance(Place place, int most) {
        List<Revision> renewed = renew(place, most);
        queue.addAll(renewed);
        if (renewed.size() < most) {
            jdbc.sql("UPDATE index_rewrite SET users = users + :users, finished_at = now()")
                    .param("users", renewed.size())
                    .update();
        } else {
            jdbc.sql("UPDATE index_rewrite SET users = users + :users, after_id = :last")
                    .param("users", renewed.size())
                    .param("last", renewed.getLast().userId())
                    .update();
        }
    }

    // revisions are drawn when the rows are locked, or they could run backwards
    private List<Revision> renew(Place place, int most) {
        return jdbc.sql("""
                        WITH next AS MATERIALIZED (
                            SELECT id FROM user_cache
                             WHERE id > :after AND deleted_at IS NULL AND revision <= :until
                             ORDER BY id LIMIT :most FOR UPDATE),
                        renewed AS (
                            UPDATE user_cache c SET revision = nextval('revision') FROM next WHERE c.id = next.id
                            RETURNING c.id, c.revision)
                        SELECT id AS user_id, revision AS number FROM renewed ORDER BY id
                        """)
                .param("after", place.afterId())
                .param("until", place.untilRevision())
                .param("most", most)
                .query(Revision.class)
                .list();
    }
}
