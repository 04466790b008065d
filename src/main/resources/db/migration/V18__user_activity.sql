-- How often somebody was looked at in an hour, numbered like the counters. The service makes a partition for each month,
-- and drops old ones. `viewers` had not looked at the person before on the same day, UTC, so a day's may be added up.
CREATE TABLE user_activity (
    user_id     text COLLATE "C" NOT NULL,
    hour        timestamptz NOT NULL,
    views       bigint NOT NULL DEFAULT 0,
    viewers     bigint NOT NULL DEFAULT 0,
    appearances bigint NOT NULL DEFAULT 0,
    -- added less removed
    favorites   bigint NOT NULL DEFAULT 0,
    change      bigint NOT NULL,
    PRIMARY KEY (user_id, hour)
) PARTITION BY RANGE (hour);

CREATE INDEX user_activity_change ON user_activity (change);

-- Estimates how many looked at somebody on a day, and cannot tell who. Nobody looks at yesterday any more, so it goes.
CREATE TABLE user_viewers (
    user_id text COLLATE "C" NOT NULL,
    day     date NOT NULL,
    sketch  bytea NOT NULL,
    viewers bigint NOT NULL,
    PRIMARY KEY (user_id, day)
) WITH (fillfactor = 70);

-- Goes into the hashes of viewers, the same on all instances, and is forgotten with the day.
CREATE TABLE viewer_salt (
    day  date PRIMARY KEY,
    salt text NOT NULL
);

ALTER TABLE user_analytics
    ADD COLUMN unique_viewers bigint NOT NULL DEFAULT 0,
    ADD COLUMN favorites bigint NOT NULL DEFAULT 0,
    ADD COLUMN popularity_score double precision NOT NULL DEFAULT 0,
    ADD COLUMN engagement_score double precision NOT NULL DEFAULT 0,
    ADD COLUMN scores_computed_at timestamptz NOT NULL DEFAULT '-infinity';

-- The indices of activity, each with the change until which everything is in it. One that is being filled is to serve; a
-- retired one is to be deleted.
CREATE TABLE activity_index (
    index_name text PRIMARY KEY,
    state      text NOT NULL CHECK (state IN ('SERVING', 'FILLING', 'RETIRED')),
    carried    bigint NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX activity_index_serving ON activity_index ((true)) WHERE state = 'SERVING';
CREATE UNIQUE INDEX activity_index_filling ON activity_index ((true)) WHERE state = 'FILLING';

-- Whoever holds the lease writes to the indices.
CREATE TABLE activity_lease (
    only_one     boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    leased_until timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO activity_lease DEFAULT VALUES;

-- Deleted users whose activity until this change is still to be removed from each index.
CREATE TABLE activity_erasure (
    user_id   text PRIMARY KEY,
    change    bigint NOT NULL,
    erased_at timestamptz NOT NULL,
    due_at    timestamptz NOT NULL
);

CREATE INDEX activity_erasure_due_at ON activity_erasure (due_at);
