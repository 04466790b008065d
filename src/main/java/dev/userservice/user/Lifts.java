package dev.userservice.user;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lifts search scores by what happens to people: {@code score = profile + (1 - profile) x lift}, so that nobody passes 1,
 * and whoever nothing happens to keeps the score of the profile.
 */
@Repository
public class Lifts {

    private final JdbcClient jdbc;

    Lifts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A lift, from 0 to 1, of the score of a profile, as of this revision. */
    public record Lift(String userId, long revision, double profileScore, double lift) {}

    /**
     * Gives users another score, and a new revision, if it differs by so much at least. Returns those revisions. Whoever
     * changed meanwhile is left out.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Revision> apply(Collection<Lift> lifts, double threshold) {
        return jdbc.sql("""
                        WITH given AS (
                            SELECT * FROM unnest(:ids::text[], :revisions::bigint[], :scores::double precision[],
                                                 :lifts::double precision[]) AS l (id, revision, score, lift)),
                        moved AS MATERIALIZED (
                            SELECT c.id, lifted_score(g.score, g.lift) AS search_score, g.lift
                              FROM user_cache c JOIN given g USING (id, revision)
                             WHERE c.deleted_at IS NULL
                               AND abs(lifted_score(g.score, g.lift) - c.search_score) >= :threshold
                             ORDER BY c.id FOR UPDATE OF c),
                        lifted AS (
                            UPDATE user_cache c SET search_score = moved.search_score, activity_lift = moved.lift,
                                   revision = nextval('revision')
                              FROM moved WHERE c.id = moved.id
                            RETURNING c.id, c.revision)
                        SELECT id AS user_id, revision AS number FROM lifted ORDER BY id
                        """)
                .param("ids", lifts.stream().map(Lift::userId).toArray(String[]::new))
                .param("revisions", lifts.stream().map(Lift::revision).toArray(Long[]::new))
                .param("scores", lifts.stream().map(Lift::profileScore).toArray(Double[]::new))
                .param("lifts", lifts.stream().map(Lift::lift).toArray(Double[]::new))
                .param("threshold", threshold)
                .query(Revision.class)
                .list();
    }
}
