package dev.userservice.sync;

import dev.userservice.indexing.IndexComparison;
import dev.userservice.user.IdRange;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * When which ids were last compared, a row for about a thousand users instead of one for each. Ranges are claimed by
 * lease, so that instances share the work; all times are the database's.
 */
@Repository
class DriftRanges {

    private final JdbcClient jdbc;

    DriftRanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A range to compare, last compared at {@code verifiedAt}; ours from {@code claimedAt} until the lease ends. */
    record Lease(IdRange range, Instant verifiedAt, Instant claimedAt, Instant leasedUntil) {}

    /** The range that waits longest of those last compared before this moment. */
    Optional<Lease> claim(Instant before, Duration lease) {
        return jdbc.sql("""
                        UPDATE drift_range r SET leased_until = now() + make_interval(secs => :lease)
                         WHERE after_id = (SELECT after_id FROM drift_range
                                            WHERE leased_until <= now() AND verified_at < :before
                                            ORDER BY verified_at, after_id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING after_id, verified_at, now() AS claimed_at, leased_until,
                                  (SELECT min(next.after_id) FROM drift_range next WHERE next.after_id > r.after_id)
                                      AS until
                        """)
                .param("lease", lease.toSeconds())
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Lease(
                        new IdRange(row.getString("after_id"), row.getString("until")),
                        row.getObject("verified_at", OffsetDateTime.class).toInstant(),
                        row.getObject("claimed_at", OffsetDateTime.class).toInstant(),
                        row.getObject("leased_until", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Notes that this beginning of the range was compared; what is left of it becomes a range of its own. */
    @Transactional
    public void verified(Lease lease, IndexComparison.Page page) {
        int ours = jdbc.sql("""
                        UPDATE drift_range SET verified_at = :claimedAt, leased_until = now()
                         WHERE after_id = :after AND leased_until = :leasedUntil
                        """)
                .param("claimedAt", lease.claimedAt().atOffset(ZoneOffset.UTC))
                .param("after", lease.range().after())
                .param("leasedUntil", lease.leasedUntil().atOffset(ZoneOffset.UTC))
                .update();
        if (ours == 1 && !page.last()) {
            split(lease, page);
        } else if (ours == 1 && page.rows() + page.documents() == 0) {
            joinNext(lease);
        }
    }

    private void split(Lease lease, IndexComparison.Page page) {
        jdbc.sql("INSERT INTO drift_range VALUES (:after, :verifiedAt, now()) ON CONFLICT DO NOTHING")
                .param("after", page.covered().until())
                .param("verifiedAt", lease.verifiedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    // an empty range costs as many queries as a full one
    private void joinNext(Lease lease) {
        jdbc.sql("""
                        WITH next AS (
                            DELETE FROM drift_range WHERE after_id = :until AND leased_until <= now()
                            RETURNING verified_at)
                        UPDATE drift_range r SET verified_at = least(r.verified_at, next.verified_at)
                          FROM next WHERE r.after_id = :after
                        """)
                .param("until", lease.range().until())
                .param("after", lease.range().after())
                .update();
    }

    /** Lets other ranges go first for a while. */
    void postpone(Lease lease, Duration time) {
        jdbc.sql("""
                        UPDATE drift_range SET leased_until = now() + make_interval(secs => :time)
                         WHERE after_id = :after AND leased_until = :leasedUntil
                        """)
                .param("time", time.toSeconds())
                .param("after", lease.range().after())
                .param("leasedUntil", lease.leasedUntil().atOffset(ZoneOffset.UTC))
                .update();
    }

    Instant now() {
        return jdbc.sql("SELECT now()").query(OffsetDateTime.class).single().toInstant();
    }

    /** Since when everybody has been compared at least once. */
    Instant oldestVerified() {
        return jdbc.sql("SELECT min(verified_at) FROM drift_range")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
