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

-- How far the Auth Service has been told, and the batch it is being told: the changes after `fed_up_to` until
-- `batch_end`, under one id until they have arrived. `available_at` is a lease and a pause after a failure.
CREATE TABLE analytics_feed (
    only_one     boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    fed_up_to    bigint NOT NULL DEFAULT 0,
    batch_id     text,
    batch_end    bigint,
    batch_at     timestamptz,
    attempts     int NOT NULL DEFAULT 0,
    available_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO analytics_feed DEFAULT VALUES;

-- It never counted anything. A second copy could only differ, and would rewrite the whole row for a view; a version of
-- the service from before still names the column, so it stays, empty.
UPDATE user_cache SET profile_views = NULL WHERE profile_views IS NOT NULL;
COMMENT ON COLUMN user_cache.profile_views IS 'Empty: see user_analytics.profile_views';
