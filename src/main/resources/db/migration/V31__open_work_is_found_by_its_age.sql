-- Who has waited longest is asked every second, and whether any difference is open five times a second: of a long queue,
-- or a long history, nobody reads all for that.

CREATE INDEX index_queue_waiting ON index_queue (queued_at) WHERE quarantined IS NULL;

CREATE INDEX drift_finding_open ON drift_finding (found_at, user_id) WHERE repaired_at IS NULL;
