-- How much activity lifts somebody's search score towards 1, from 0. Beside the score, so that a change of the profile
-- keeps it.
ALTER TABLE user_cache ADD COLUMN activity_lift double precision;

CREATE FUNCTION lifted_score(score double precision, lift double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN score + (1 - score) * coalesce(lift, 0);

-- Whose scores are oldest, and whose are older than what happened since.
CREATE INDEX user_analytics_scores ON user_analytics (scores_computed_at);
CREATE INDEX user_analytics_scores_due ON user_analytics (scores_computed_at) WHERE changed_at > scores_computed_at;
