-- One coalescing row per user whose document is behind. Identity and revision only: the worker reloads the rest.
CREATE TABLE index_queue (
    user_id      text PRIMARY KEY,
    revision     bigint NOT NULL,
    queued_at    timestamptz NOT NULL,
    available_at timestamptz NOT NULL,
    attempts     int NOT NULL DEFAULT 0,
    quarantined  text
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX index_queue_available ON index_queue (available_at) WHERE quarantined IS NULL;
