package dev.userservice.analytics;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What whoever writes counters holds until the end of the transaction. Taken by a statement of its own: the next one must
 * see what was committed while this one waited.
 */
@Repository
class CounterLock {

    private final JdbcClient jdbc;

    CounterLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void hold() {
        take("pg_advisory_xact_lock");
    }

    /** Others may hold it like this meanwhile, but nobody may alone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void share() {
        take("pg_advisory_xact_lock_shared");
    }

    private void take(String function) {
        jdbc.sql("SELECT " + function + "(hashtext('user_analytics'))")
                .query((row, number) -> number)
                .list();
    }
}
