-- How many searches a new index was tried with so far.
ALTER TABLE reindex_run ADD COLUMN tried bigint NOT NULL DEFAULT 0;
