package dev.userservice.trending;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** People by whether they are on any list, or were. */
@Repository
class ListedPeople {

    private final JdbcClient jdbc;

    ListedPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes somebody who is being deleted off all lists. Others may be deleted meanwhile, but nothing is published. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String userId) {
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(hashtext('trending'))")
                .query((row, number) -> number)
                .list();
        jdbc.sql("DELETE FROM trending_place WHERE user_id = :id")
                .param("id", userId)
                .update();
        jdbc.sql("DELETE FROM trending_past WHERE user_id = :id")
                .param("id", userId)
                .update();
    }

    boolean hold(String userId) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM trending_place WHERE user_id = :id)
                            OR EXISTS (SELECT FROM trending_past WHERE user_id = :id)
                        """).param("id", userId).query(Boolean.class).single();
    }
}
