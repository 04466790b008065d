-- The indices every change of a user is written to; empty until the first start finds or makes one. One that serves no
-- searches may be given up, and says why.
CREATE TABLE write_target (
    index_name     text PRIMARY KEY,
    serving        boolean NOT NULL,
    troubled_since timestamptz,
    lost           text
);

CREATE UNIQUE INDEX write_target_serving ON write_target ((true)) WHERE serving;

-- Grows with every change of which indices these are.
CREATE TABLE write_target_version (version bigint NOT NULL);

INSERT INTO write_target_version VALUES (1);

-- Documents that an index which serves no searches refuses. Identity and kind of refusal only.
CREATE TABLE write_target_refusal (
    index_name text NOT NULL,
    user_id    text COLLATE "C" NOT NULL,
    reason     text NOT NULL,
    PRIMARY KEY (index_name, user_id)
);

-- A new index is told of those who were deleted while it was built.
CREATE INDEX user_cache_tombstones ON user_cache (id) WHERE deleted_at IS NOT NULL;
