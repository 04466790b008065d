package dev.userservice.favorites;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks at the two accounts that are to be connected, and holds both as they are until that is done. */
@Repository
class Accounts {

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record State(String id, boolean deleted, boolean visible) {}

    /** Whether the owner was deleted, and whether the public may see the other. */
    record Pair(boolean isOwnerDeleted, boolean isUserVisible) {}

    /** A deletion of one of them waits for the end of this transaction, or is seen here. */
    Pair hold(String owner, String userId) {
        List<State> states = jdbc.sql("""
                        SELECT id, deleted_at IS NOT NULL AS deleted,
                               deleted_at IS NULL AND status IS NOT DISTINCT FROM 'ACTIVE' AND is_active IS NOT FALSE AS visible
                          FROM user_cache WHERE id IN (:owner, :userId) ORDER BY id FOR SHARE
                        """)
                .param("owner", owner)
                .param("userId", userId)
                .query(State.class)
                .list();
        return new Pair(
                states.stream().anyMatch(state -> state.id().equals(owner) && state.deleted()),
                states.stream().anyMatch(state -> state.id().equals(userId) && state.visible()));
    }
}
