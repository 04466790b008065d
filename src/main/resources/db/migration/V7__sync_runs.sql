-- A pull pages by id and must agree with the Auth Service on what comes after what: the order of the bytes.
ALTER TABLE user_cache ALTER COLUMN id TYPE text COLLATE "C";
ALTER TABLE index_queue ALTER COLUMN user_id TYPE text COLLATE "C";

-- Full reads of the Auth Service's users. Whoever holds the lease works; progress is written with the page it is about.
CREATE TABLE sync_run (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state             text NOT NULL DEFAULT 'running' CHECK (state IN
        ('running', 'waiting', 'needs_confirmation', 'completed', 'failed', 'cancelled')),
    started_at        timestamptz NOT NULL DEFAULT now(),
    finished_at       timestamptz,
    -- users that changed later are none of this run's business
    started_revision  bigint NOT NULL,

    checkpoint        text COLLATE "C" NOT NULL DEFAULT '',
    listed            boolean NOT NULL DEFAULT false,
    read              bigint NOT NULL DEFAULT 0,
    changed           bigint NOT NULL DEFAULT 0,
    unchanged         bigint NOT NULL DEFAULT 0,
    stale             bigint NOT NULL DEFAULT 0,
    invalid           bigint NOT NULL DEFAULT 0,
    invalid_users     jsonb NOT NULL DEFAULT '[]',
    missing           bigint NOT NULL DEFAULT 0,
    deleted           bigint NOT NULL DEFAULT 0,
    deletes_confirmed boolean NOT NULL DEFAULT false,
    total             bigint,
    users_per_second  double precision,

    error             text,
    attempts          int NOT NULL DEFAULT 0,
    available_at      timestamptz NOT NULL DEFAULT now(),
    lease             uuid
);

CREATE UNIQUE INDEX sync_run_one_at_a_time ON sync_run ((true)) WHERE state IN ('running', 'waiting');

-- Users a run did not see at the Auth Service, as they were then. Identity and revision only.
CREATE TABLE sync_run_missing (
    run_id   bigint NOT NULL REFERENCES sync_run ON DELETE CASCADE,
    user_id  text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (run_id, user_id)
);
