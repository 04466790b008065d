package dev.userservice.favorites;

import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deleted users who are still to be removed from favorites and dismissals, their own and those of others: in batches, as
 * some have very many.
 */
@Repository
class FavoriteErasures {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    FavoriteErasures(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Notes down whom to remove, in the transaction that deletes the user. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String userId) {
        // the time of this moment, not of the beginning of the transaction: whoever was added meanwhile was added
        // before
        jdbc.sql("""
                        INSERT INTO favorite_erasure VALUES (:userId, clock_timestamp())
                            ON CONFLICT (user_id) DO UPDATE SET erased_at = EXCLUDED.erased_at
                        """).param("userId", userId).update();
    }

    /** Removes a batch. False if nobody is left. */
    @Transactional
    public boolean removeSome() {
        Optional<String> due = jdbc.sql(
                        "SELECT user_id FROM favorite_erasure ORDER BY erased_at LIMIT 1 FOR UPDATE SKIP LOCKED")
                .query(String.class)
                .optional();
        due.ifPresent(this::remove);
        return due.isPresent();
    }

    private void remove(String userId) {
        List<String> left = removeSome(userId, "favorite", "owner_id");
        left.forEach(favorite -> events.publishEvent(new Favorited(favorite, -1)));
        int others = removeSome(userId, "favorite", "user_id").size()
                + removeSome(userId, "recommendation_dismissal", "owner_id").size()
                + removeSome(userId, "recommendation_dismissal", "user_id").size();
        if (left.size() + others == 0) {
            jdbc.sql("DELETE FROM favorite_erasure WHERE user_id = :userId")
                    .param("userId", userId)
                    .update();
        }
    }

    // somebody who was created again may have new ones
    private List<String> removeSome(String userId, String table, String column) {
        return jdbc.sql("""
                        DELETE FROM %1$s WHERE (owner_id, user_id) IN (
                            SELECT f.owner_id, f.user_id FROM %1$s f JOIN favorite_erasure e ON e.user_id = f.%2$s
                             WHERE f.%2$s = :userId
                               AND (f.added_at <= e.erased_at
                                    OR EXISTS (SELECT FROM user_cache WHERE id = :userId AND deleted_at IS NOT NULL))
                             LIMIT :batch)
                        RETURNING user_id
                        """.formatted(table, column))
                .param("userId", userId)
                .param("batch", BATCH)
                .query(String.class)
                .list();
    }

    /** Whether anything of or with this user is still there. */
    boolean hold(String userId) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM favorite_erasure WHERE user_id = :userId)
                            OR EXISTS (SELECT FROM favorite WHERE owner_id = :userId)
                            OR EXISTS (SELECT FROM favorite WHERE user_id = :userId)
                            OR EXISTS (SELECT FROM recommendation_dismissal WHERE owner_id = :userId)
                            OR EXISTS (SELECT FROM recommendation_dismissal WHERE user_id = :userId)
                        """).param("userId", userId).query(Boolean.class).single();
    }
}
