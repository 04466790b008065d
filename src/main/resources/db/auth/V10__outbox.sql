-- one row for each user of whom the User Service does not know the latest; it says who changed, never what is in a profile
CREATE TABLE outbox (
    user_id      text COLLATE "C" PRIMARY KEY,
    message_id   text NOT NULL UNIQUE,
    change       text NOT NULL,
    version      bigint NOT NULL,
    changed_at   timestamptz NOT NULL,
    queued_at    timestamptz NOT NULL,
    available_at timestamptz NOT NULL,
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    attempts     integer NOT NULL DEFAULT 0,
    failure      text,
    dead_at      timestamptz
) WITH (fillfactor = 70);

CREATE INDEX outbox_available ON outbox (available_at) WHERE dead_at IS NULL;
CREATE INDEX outbox_queued ON outbox (queued_at) WHERE dead_at IS NULL;
CREATE INDEX outbox_dead ON outbox (user_id) WHERE dead_at IS NOT NULL;
