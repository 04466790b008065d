package dev.userservice.validation;

import java.util.Locale;

/**
 * What has to hold, as SQL: which of {@code :ids} break it, and what puts those right. Of each user the finer record is
 * believed: hours over totals, views over viewers, and the cache over all.
 */
enum Rule {
    /** Nothing is counted of somebody who was deleted. */
    COUNTS_OF_THE_DELETED("""
            SELECT id AS user_id FROM user_cache u WHERE id = ANY (:ids) AND deleted_at IS NOT NULL
               AND (EXISTS (SELECT FROM user_analytics WHERE user_id = u.id COLLATE "default")
                    OR EXISTS (SELECT FROM user_activity WHERE user_id = u.id))
            """, """
            WITH hours AS (DELETE FROM user_activity WHERE user_id = ANY (:ids)),
                 viewers AS (DELETE FROM user_viewers WHERE user_id = ANY (:ids))
            DELETE FROM user_analytics WHERE user_id = ANY (:ids)
            """),

    /** Nobody was looked at less than never, and a viewer has at least one view; viewers are estimated, so not exactly. */
    IMPOSSIBLE_HOUR("""
            SELECT user_id FROM user_activity WHERE user_id = ANY (:ids)
             GROUP BY user_id, date_trunc('day', hour, 'UTC')
            HAVING least(min(views), min(viewers), min(appearances)) < 0 OR sum(viewers) > 1.1 * sum(views) + 2
            """, """
            UPDATE user_activity SET views = greatest(views, 0), appearances = greatest(appearances, 0),
                   viewers = least(greatest(viewers, 0), greatest(views, 0)), change = nextval('analytics_change')
             WHERE user_id = ANY (:ids) AND (least(views, viewers, appearances) < 0 OR viewers > views)
            """),

    /** Nothing has happened yet that is still to come; clocks may differ a little. */
    FUTURE_HOUR("""
            SELECT user_id FROM user_activity WHERE user_id = ANY (:ids)
               AND hour > now() + interval '10 minutes' AND (views, viewers, appearances, favorites) <> (0, 0, 0, 0)
            """, """
            UPDATE user_activity SET views = 0, viewers = 0, appearances = 0, favorites = 0,
                   change = nextval('analytics_change')
             WHERE user_id = ANY (:ids) AND hour > now() + interval '10 minutes'
            """),

    /** A total is at least what its hours add up to; it may be more, for old hours are forgotten. */
    TOTAL_BELOW_HOURS("""
            SELECT user_id FROM user_analytics a JOIN (
                   SELECT user_id, sum(views) AS views, sum(viewers) AS viewers, sum(appearances) AS appearances
                     FROM user_activity WHERE user_id = ANY (:ids) GROUP BY user_id) AS hours USING (user_id)
             WHERE a.user_id = ANY (:ids)
               AND (profile_views < views OR unique_viewers < viewers OR search_appearances < appearances)
            """, """
            UPDATE user_analytics a SET profile_views = greatest(profile_views, views),
                   unique_viewers = greatest(unique_viewers, viewers),
                   search_appearances = greatest(search_appearances, appearances),
                   change = nextval('analytics_change'), changed_at = now()
              FROM (SELECT user_id, sum(views) AS views, sum(viewers) AS viewers, sum(appearances) AS appearances
                      FROM user_activity WHERE user_id = ANY (:ids) GROUP BY user_id) AS hours
             WHERE a.user_id = hours.user_id
            """),

    /** The same of the totals. */
    IMPOSSIBLE_TOTAL("""
            SELECT user_id FROM user_analytics WHERE user_id = ANY (:ids)
               AND (least(profile_views, unique_viewers, search_appearances, favorites) < 0
                    OR unique_viewers > 1.1 * profile_views + 2)
            """, """
            UPDATE user_analytics SET profile_views = greatest(profile_views, 0),
                   unique_viewers = least(greatest(unique_viewers, 0), greatest(profile_views, 0)),
                   search_appearances = greatest(search_appearances, 0), favorites = greatest(favorites, 0),
                   change = nextval('analytics_change'), changed_at = now()
             WHERE user_id = ANY (:ids)
            """),

    /** Scores are from 0 to 1; one that is not is computed again. */
    IMPOSSIBLE_SCORE("""
            SELECT user_id FROM user_analytics WHERE user_id = ANY (:ids)
               AND NOT (popularity_score BETWEEN 0 AND 1 AND engagement_score BETWEEN 0 AND 1)
            """, """
            UPDATE user_analytics SET popularity_score = CASE WHEN popularity_score BETWEEN 0 AND 1 THEN popularity_score ELSE 0 END,
                   engagement_score = CASE WHEN engagement_score BETWEEN 0 AND 1 THEN engagement_score ELSE 0 END,
                   scores_computed_at = '-infinity'
             WHERE user_id = ANY (:ids)
            """);

    private final String broken;
    private final String repair;

    Rule(String broken, String repair) {
        this.broken = broken;
        this.repair = repair;
    }

    String broken() {
        return broken;
    }

    String repair() {
        return repair;
    }

    /** As an admin reads it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
