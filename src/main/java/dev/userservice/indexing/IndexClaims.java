package dev.userservice.indexing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Claims on rows of the queue. A claim is a lease: a worker that dies loses it, and the row is available again by itself.
 * The lease is in no index, so that to claim a row and to forget it touches none.
 */
@Repository
class IndexClaims {

    private final JdbcClient jdbc;

    IndexClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A user to write, at or above this revision, waiting since {@code queuedAt}; ours until the lease ends. */
    record Claim(String userId, long revision, Instant queuedAt, Instant leasedUntil) {}

    /** Claims so many at most of those who wait, the longest waiting first. */
    @Transactional
    public List<Claim> claim(int limit, Duration lease) {
        commitSoon();
        return jdbc.sql("""
                        UPDATE index_queue SET leased_until = now() + make_interval(secs => :lease)
                         WHERE user_id = ANY (ARRAY(SELECT user_id FROM index_queue
                                                     WHERE available_at <= now() AND quarantined IS NULL
                                                       AND leased_until <= now()
                                                     ORDER BY available_at LIMIT :limit FOR UPDATE SKIP LOCKED))
                        RETURNING user_id, revision, queued_at, leased_until
                        """)
                .param("lease", seconds(lease))
                .param("limit", limit)
                .query(Claim.class)
                .list();
    }

    /**
     * Forgets what is written, unless it changed again or the lease was lost meanwhile.
     *
     * <p>If there are other targets by now, nobody is forgotten and everybody is tried again at once. Therefore nobody
     * has to wait for writes under way when a target is added: whoever was settled before had been committed before,
     * and whoever reads the cache afterwards to fill the new index sees it; whoever is settled later was written to it.
     */
    @Transactional
    public void done(List<Claim> written, long targets) {
        commitSoon();
        Set<String> settled = claims("""
                        WITH locked AS MATERIALIZED (
                            SELECT q.user_id FROM index_queue q JOIN %s ON c.id = q.user_id
                             WHERE q.user_id = ANY (:ids)
                               AND q.revision = c.revision AND q.leased_until = c.leased_until
                             ORDER BY q.user_id FOR UPDATE OF q)
                        DELETE FROM index_queue q USING locked l WHERE q.user_id = l.user_id AND EXISTS
                               (SELECT FROM write_target_version WHERE version = :targets)
                        RETURNING q.user_id
                        """, written)
                .param("targets", targets)
                .query(String.class)
                .set();
        if (settled.size() < written.size()) {
            again(written.stream()
                    .filter(claim -> !settled.contains(claim.userId()))
                    .toList());
        }
    }

    // what a crash of Postgres takes back is claimed, or written, once more
    private void commitSoon() {
        jdbc.sql("SET LOCAL synchronous_commit = off").update();
    }

    // who lost a lease may have written something older after another had written something newer
    private void again(List<Claim> unsettled) {
        claims("""
                        WITH claimed AS (SELECT * FROM %s),
                        freed AS (
                            UPDATE index_queue q SET leased_until = '-infinity' FROM claimed c
                             WHERE q.user_id = c.id
                               AND q.revision = c.revision AND q.leased_until = c.leased_until)
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                        SELECT u.id, u.revision, now(), now() FROM user_cache u JOIN claimed c ON c.id = u.id
                            ON CONFLICT (user_id) DO NOTHING
                        """, unsettled).update();
    }

    /** Gives claims back, to be tried again after a delay that doubles with each attempt. */
    void retry(List<Claim> claims, Duration first, Duration longest) {
        claims("""
                        UPDATE index_queue q SET attempts = attempts + 1, leased_until = '-infinity', available_at =
                               now() + make_interval(secs => least(:first * power(2, least(attempts, 30)), :longest))
                          FROM %s
                         WHERE q.user_id = c.id AND q.revision = c.revision AND q.leased_until = c.leased_until
                        """, claims)
                .param("first", seconds(first))
                .param("longest", seconds(longest))
                .update();
    }

    /** Sets one document aside until its user changes, so that it holds up nobody else; not if targets changed. */
    void quarantine(Claim claim, String reason, long targets) {
        jdbc.sql("""
                        UPDATE index_queue SET quarantined = :reason WHERE user_id = :id AND revision = :revision
                           AND EXISTS (SELECT FROM write_target_version WHERE version = :targets)
                        """)
                .param("reason", reason)
                .param("targets", targets)
                .param("id", claim.userId())
                .param("revision", claim.revision())
                .update();
    }

    private JdbcClient.StatementSpec claims(String sql, List<Claim> claims) {
        return jdbc.sql(
                        sql.formatted(
                                "unnest(:ids::text[], :revisions::bigint[], :leases::timestamptz[]) AS c (id, revision, leased_until)"))
                .param("ids", claims.stream().map(Claim::userId).toArray(String[]::new))
                .param("revisions", claims.stream().map(Claim::revision).toArray(Long[]::new))
                .param(
                        "leases",
                        claims.stream()
                                .map(claim -> claim.leasedUntil().toString())
                                .toArray(String[]::new));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
