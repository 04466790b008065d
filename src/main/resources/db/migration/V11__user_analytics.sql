-- Numbers each change of a user's counters, in the order of commits: whoever draws from it holds the advisory lock
-- `user_analytics` until the end of the transaction.
CREATE SEQUENCE analytics_change;

-- How often somebody was looked at. Beside the cache, so that counting rewrites neither the wide row nor the document.
-- The changes are indexed, so no update is a heap-only one anyway; the space is for new versions on the same page.
CREATE TABLE user_analytics (
    user_id            text PRIMARY KEY,
    profile_views      bigint NOT NULL DEFAULT 0 CHECK (profile_views >= 0),
    search_appearances bigint NOT NULL DEFAULT 0 CHECK (search_appearances >= 0),
    change             bigint NOT NULL,
    changed_at         timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX user_analytics_change ON user_analytics (change);
