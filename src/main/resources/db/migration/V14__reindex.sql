-- Rebuilds of an index. Whoever holds the lease works; the state is a value of its own, changed as a whole and counted by
-- edition, so that a command and the worker never overwrite each other.
CREATE TABLE reindex_run (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lifecycle        jsonb NOT NULL,
    state            text NOT NULL GENERATED ALWAYS AS (lifecycle ->> 'state') STORED,
    edition          bigint NOT NULL DEFAULT 0,
    old_index        text NOT NULL,
    new_index        text NOT NULL,
    options          jsonb NOT NULL,
    plan             jsonb,
    report           jsonb,
    -- what the new index refused, once it is given up
    refusals         jsonb,
    started_by       text NOT NULL,
    started_at       timestamptz NOT NULL DEFAULT now(),
    idempotency_key  text UNIQUE,

    -- users that were deleted later are deleted in the new index once more
    started_revision bigint NOT NULL DEFAULT 0,
    building_since   timestamptz,
    checkpoint       text COLLATE "C" NOT NULL DEFAULT '',
    done             bigint NOT NULL DEFAULT 0,
    total            bigint NOT NULL DEFAULT 0,
    rate             double precision NOT NULL DEFAULT 0,
    active_seconds   double precision NOT NULL DEFAULT 0,
    throttled_by     text,

    waiting          text,
    attempts         int NOT NULL DEFAULT 0,
    heartbeat_at     timestamptz NOT NULL DEFAULT now(),
    available_at     timestamptz NOT NULL DEFAULT now(),
    lease            uuid,
    -- an index that nobody needs any more, still to be deleted
    leftover         text
);

CREATE UNIQUE INDEX reindex_run_one_at_a_time ON reindex_run ((true))
    WHERE lifecycle ->> 'state' IN ('planned', 'building', 'catching_up', 'verifying', 'ready', 'switched');

-- Who did what to which run.
CREATE TABLE reindex_audit (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at               timestamptz NOT NULL DEFAULT now(),
    run_id           bigint NOT NULL,
    actor            text NOT NULL,
    action           text NOT NULL,
    detail           jsonb
);
