-- Whom a set of people consists of, as numbers that are spread evenly: of few people all, of many the 64 smallest. Any two
-- such sets can be united, each person counts once however often, and somebody can be taken out again.
CREATE FUNCTION search_trend_people(bigint[]) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT (array_agg(DISTINCT person ORDER BY person))[1:64] FROM unnest($1) AS person);

-- How many they are: exact below 64, from there on told from how closely the 64 smallest lie (mostly less than 13 % off).
CREATE FUNCTION search_trend_count(bigint[]) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN $1 IS NULL THEN 0
                WHEN cardinality($1) < 64 THEN cardinality($1)
                ELSE round(63 / (($1[64]::float8 + 9223372036854775808) / 18446744073709551616)) END;

CREATE FUNCTION search_trend_person(searcher text) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN hashtextextended($1, 0);

-- Without somebody. In a full set a neighbour takes the place, or the set would look like one of few people.
CREATE FUNCTION search_trend_without(people bigint[], person bigint) RETURNS bigint[]
    LANGUAGE sql VOLATILE STRICT
    RETURN CASE WHEN cardinality(people) < 64 THEN array_remove(people, person)
                ELSE array_replace(people, person, person + 1 + (random() * 1000000)::int) END;

-- A part of the terms, to look at one part at a time.
CREATE FUNCTION search_trend_shard(term text) RETURNS smallint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (hashtext($1) & 7)::smallint;

-- What signed-in people searched for, summed up by the hour and by the day, in the transaction that writes the history.
CREATE TABLE search_trend (
    grain       text NOT NULL CHECK (grain IN ('hour', 'day')),
    -- a query; a query that found nobody; a niche in a search that found nobody
    kind        text NOT NULL CHECK (kind IN ('query', 'vain', 'gap')),
    shard       smallint NOT NULL GENERATED ALWAYS AS (search_trend_shard(term)) STORED,
    start       timestamptz NOT NULL,
    search_type text NOT NULL,
    -- longer ones are not summed up: an index could not take them
    term        text NOT NULL CHECK (length(term) BETWEEN 1 AND 100),
    searches    bigint NOT NULL,
    results     bigint NOT NULL,
    people      bigint[] NOT NULL,
    PRIMARY KEY (grain, kind, shard, start, search_type, term)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

-- For forgetting searches that name somebody.
CREATE INDEX search_trend_words ON search_trend USING gin (search_history_words(term));

INSERT INTO search_trend (grain, kind, search_type, term, start, searches, results, people)
SELECT grain, kind, search_type, normalized_query, date_trunc(grain, created_at, 'UTC'),
       count(*), sum(result_count), search_trend_people(array_agg(search_trend_person(searcher)))
  FROM search_history, (VALUES ('hour', interval '3 days'), ('day', interval '61 days')) AS g (grain, kept),
       unnest(ARRAY['query', 'vain']) AS kind
 WHERE searcher IS NOT NULL AND length(normalized_query) BETWEEN 1 AND 100 AND created_at >= now() - kept
   AND (kind = 'query' OR result_count = 0)
 GROUP BY grain, kind, search_type, normalized_query, date_trunc(grain, created_at, 'UTC');
