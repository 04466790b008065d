package dev.userservice.validation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rules in Postgres, one page of users at a time, and the latest report. */
@Repository
class ValidationRows {

    private final JdbcClient jdbc;

    ValidationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next ids, deleted users included, in the order of their bytes. */
    List<String> ids(String after, int most) {
        return jdbc.sql("SELECT id FROM user_cache WHERE id > :after ORDER BY id LIMIT :most")
                .param("after", after)
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** Who of these breaks a rule. */
    List<String> broken(Rule rule, List<String> ids) {
        return jdbc.sql(rule.broken()).param("ids", ids.toArray(String[]::new)).query(String.class).list().stream()
                .distinct()
                .toList();
    }

    /** Puts right who breaks a rule, with changes numbered as whoever writes counters must. Returns who that was. */
    @Transactional
    public List<String> repair(Rule rule, List<String> ids) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('user_analytics'))")
                .query((row, number) -> number)
                .list();
        // anew, for they may have been put right while this waited
        List<String> broken = broken(rule, ids);
        jdbc.sql(rule.repair()).param("ids", broken.toArray(String[]::new)).update();
        return broken;
    }

    /** Whether this instance may check now; nobody else does until the lease ends. */
    boolean claim(Duration lease) {
        return jdbc.sql("""
                        UPDATE analytics_validation SET leased_until = now() + make_interval(secs => :seconds)
                         WHERE leased_until <= now()
                        """).param("seconds", lease.toSeconds()).update() == 1;
    }

    void renew(Duration lease) {
        jdbc.sql("UPDATE analytics_validation SET leased_until = now() + make_interval(secs => :seconds)")
                .param("seconds", lease.toSeconds())
                .update();
    }

    /** Keeps a report, and ends the lease. */
    void finish(String report) {
        jdbc.sql("""
                        UPDATE analytics_validation
                           SET leased_until = '-infinity', report = :report::jsonb, finished_at = now()
                        """).param("report", report).update();
    }

    /** Whether nobody has checked for so long, and nobody does. */
    boolean isDue(Duration interval) {
        return jdbc.sql("""
                        SELECT leased_until <= now()
                           AND coalesce(finished_at <= now() - make_interval(secs => :seconds), true)
                          FROM analytics_validation
                        """)
                .param("seconds", interval.toSeconds())
                .query(Boolean.class)
                .single();
    }

    boolean isRunning() {
        return jdbc.sql("SELECT leased_until > now() FROM analytics_validation")
                .query(Boolean.class)
                .single();
    }

    Optional<String> report() {
        return jdbc.sql("SELECT report::text FROM analytics_validation WHERE report IS NOT NULL")
                .query(String.class)
                .optional();
    }
}
