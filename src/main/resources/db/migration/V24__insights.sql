-- Whom the first hits of a search were, of searches by signed-in people for a text: which queries found somebody is told of
-- such alone. What a search found is forgotten with it, and a deleted user is taken out of all.
ALTER TABLE search_history ADD COLUMN shown text[];

CREATE INDEX search_history_shown ON search_history USING gin (shown) WHERE shown IS NOT NULL;

-- The latest check of the counters, of whichever instance made it. Who holds the lease makes one.
CREATE TABLE analytics_validation (
    only_one     boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    finished_at  timestamptz,
    report       jsonb
);

INSERT INTO analytics_validation DEFAULT VALUES;
