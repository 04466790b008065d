package dev.authservice.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts those who can appoint admins, of whom there is always one left. */
@Repository
class SuperAdmins {

    private final JdbcClient jdbc;

    SuperAdmins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many there are; from now on to the end of the transaction nobody else asks. */
    long count() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('auth.super_admin'))")
                .query((row, number) -> number)
                .list();
        return jdbc.sql("""
                        SELECT count(*) FROM account
                         WHERE 'SUPER_ADMIN' = ANY (roles) AND status NOT IN ('SUSPENDED', 'BANNED')
                           AND password_hash IS NOT NULL
                        """).query(Long.class).single();
    }
}
