-- Who has claimed a row keeps it until then. In no index: a claim moves no entry of one.
ALTER TABLE index_queue ADD COLUMN leased_until timestamptz NOT NULL DEFAULT '-infinity';
