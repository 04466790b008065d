package dev.userservice.user;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A few visible users from all over the table: the same ones for the same seed, others for another. */
@Repository
public class UserSamples {

    /** So many bytes of the table are read, in whole pages: soon done, and enough for traits that few have. */
    private static final int READ = 64 << 20;

    private final JdbcClient jdbc;
    private final UserColumns columns = new UserColumns();

    UserSamples(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the users of a sample have in common. */
    public enum Trait {
        ANY("true"),
        ACCENTED_NAME("concat(first_name, last_name) ~ '[\\u00C0-\\u024F\\u0300-\\u036F]'"),
        EAST_ASIAN_NAME("concat(first_name, last_name) ~ '[\\u3040-\\u30FF\\u3400-\\u9FFF\\uAC00-\\uD7AF]'"),
        PUNCTUATED_HANDLE("username ~ '[._-]'");

        private final String condition;

        Trait(String condition) {
            this.condition = condition;
        }
    }

    /** At most so many users with this trait and a handle. */
    public List<UserProfile> of(Trait trait, int seed, int most) {
        return jdbc.sql("""
                        SELECT %s FROM user_cache c WHERE id = ANY (ARRAY(
                            SELECT id
                              FROM user_cache TABLESAMPLE SYSTEM (
                                       least(100, 100.0 * :read / greatest(pg_relation_size('user_cache'), 1)))
                                   REPEATABLE (:seed)
                             WHERE deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE
                               AND username <> '' AND %s
                             ORDER BY hashtextextended(id, :seed) LIMIT :most))
                        """.formatted(UserColumns.ALL, trait.condition))
                .param("read", READ)
                .param("seed", seed)
                .param("most", most)
                .query((row, number) -> ((CachedUser.Live) columns.mapRow(row, number)).profile())
                .list();
    }
}
