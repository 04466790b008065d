-- So many hours were written to the index since it was empty.
ALTER TABLE activity_index ADD COLUMN written bigint NOT NULL DEFAULT 0;

-- Rebuilds of the activity index, and who asked for them and ended them.
CREATE TABLE activity_rebuild (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    index_name   text NOT NULL,
    total        bigint NOT NULL,
    started_by   text NOT NULL,
    started_at   timestamptz NOT NULL DEFAULT now(),
    finished_at  timestamptz,
    cancelled_by text,
    failure      text
);

CREATE UNIQUE INDEX activity_rebuild_one_at_a_time ON activity_rebuild ((true)) WHERE finished_at IS NULL;
