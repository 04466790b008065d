-- Views counted in the last half hour, for all instances to tell a repeat. The viewer is a hash that is salted with the
-- day. Whatever a crash of Postgres empties, counts a few repeats once more, so nothing of it is logged.
CREATE UNLOGGED TABLE recent_view (
    user_id text COLLATE "C" NOT NULL,
    viewer  bigint NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (user_id, viewer)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
