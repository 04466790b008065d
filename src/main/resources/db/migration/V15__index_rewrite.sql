-- Everybody is written to the index once more, step by step: how far that is. There is one at most.
CREATE TABLE index_rewrite (
    only_one       boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    -- who has a later revision is written anyway
    until_revision bigint NOT NULL,
    after_id       text NOT NULL DEFAULT '',
    users          bigint NOT NULL DEFAULT 0,
    started_at     timestamptz NOT NULL,
    finished_at    timestamptz
);
