package dev.userservice.favorites;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is a favorite together with whom, by how many people. Bounded in what it reads and in time: of each favorite some
 * people, and of each of these the newest favorites.
 */
@Repository
class TogetherRows {

    private static final String NO_LONGER_THAN = "800";

    // of giants it does not matter how many more there are
    private static final int MOST_FANS = 10_000;

    // so many more who do not have both are assumed on each side, or a few people would seem to prove a lot
    private static final int DOUBT = 10;

    private final JdbcClient jdbc;

    TogetherRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * So many of the people who were looked at have both as favorites; the strength is how much more than by chance, so
     * that it is no merit to be a favorite of many.
     */
    record Pair(String userId, String favorite, int people, double strength) {}

    /** Those with at least {@code floor} people, the user with the strongest pair first, and of a user the strongest. */
    @Transactional(readOnly = true)
    public List<Pair> of(String owner, int floor) {
        jdbc.sql("SELECT set_config('statement_timeout', :time, true), set_config('jit', 'off', true)")
                .param("time", NO_LONGER_THAN)
                .query()
                .singleRow();
        return jdbc.sql("""
                        WITH mine AS MATERIALIZED (
                                 SELECT user_id FROM favorite WHERE owner_id = :owner ORDER BY added_at DESC LIMIT 30),
                             near AS MATERIALIZED (
                                 SELECT m.user_id AS favorite, f.owner_id
                                   FROM mine m CROSS JOIN LATERAL (
                                            SELECT owner_id FROM favorite
                                             WHERE user_id = m.user_id AND owner_id <> :owner
                                             ORDER BY owner_id LIMIT 100) f),
                             pairs AS (
                                 SELECT n.favorite, o.user_id, count(*) AS people
                                   FROM near n CROSS JOIN LATERAL (
                                            SELECT user_id FROM favorite WHERE owner_id = n.owner_id
                                             ORDER BY added_at DESC LIMIT 100) o
                                  WHERE o.user_id NOT IN (n.favorite, :owner)
                                  GROUP BY n.favorite, o.user_id HAVING count(*) >= :floor),
                             candidates AS MATERIALIZED (
                                 SELECT user_id FROM pairs p
                                  WHERE NOT EXISTS (SELECT FROM favorite WHERE owner_id = :owner AND user_id = p.user_id)
                                    AND NOT EXISTS (SELECT FROM recommendation_dismissal
                                                     WHERE owner_id = :owner AND user_id = p.user_id)
                                  GROUP BY user_id ORDER BY sum(people) DESC, user_id LIMIT 300),
                             fans AS MATERIALIZED (
                                 SELECT user_id, (SELECT count(*) FROM (SELECT FROM favorite f
                                                   WHERE f.user_id = c.user_id LIMIT :mostFans) AS counted) AS number
                                   FROM candidates c),
                             sampled AS (SELECT favorite, count(*) AS number FROM near GROUP BY favorite),
                             measured AS (
                                 SELECT p.user_id, p.favorite, p.people,
                                        p.people / ((s.number + :doubt) * (f.number + :doubt)::float8) AS strength
                                   FROM pairs p JOIN fans f USING (user_id) JOIN sampled s USING (favorite))
                        SELECT user_id, favorite, people, strength FROM measured
                         ORDER BY max(strength) OVER (PARTITION BY user_id) DESC, user_id, strength DESC, favorite
                        """)
                .param("owner", owner)
                .param("floor", floor)
                .param("mostFans", MOST_FANS)
                .param("doubt", DOUBT)
                .query(Pair.class)
                .list();
    }
}
