-- Keys that all instances share. Whoever cannot read this table cannot tell whose pseudonym a pseudonym is.
CREATE TABLE service_key (
    name  text PRIMARY KEY,
    value text NOT NULL
);

INSERT INTO service_key
SELECT name, gen_random_uuid()::text || gen_random_uuid()::text FROM unnest(ARRAY['cursor', 'pseudonym']) AS name;

-- What was searched for, by nobody or by a pseudonym. The service makes a partition for each month, and drops old ones.
CREATE TABLE search_history (
    search_query     text NOT NULL,
    normalized_query text NOT NULL,
    search_type      text NOT NULL,
    filters          jsonb NOT NULL,
    result_count     bigint NOT NULL,
    duration_ms      int NOT NULL,
    searcher         text,
    created_at       timestamptz NOT NULL
) PARTITION BY RANGE (created_at);

-- For popular searches. A normalized query cannot be part of it: it may be longer than an index takes.
CREATE INDEX search_history_created_at ON search_history (created_at)
 WHERE searcher IS NOT NULL AND normalized_query <> '';
-- For forgetting a searcher.
CREATE INDEX search_history_searcher ON search_history (searcher) WHERE searcher IS NOT NULL;
