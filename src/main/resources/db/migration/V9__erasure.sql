-- The words of a normalized query, taken apart in the same way whatever the locale of the database.
CREATE FUNCTION search_history_words(text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN array_remove(string_to_array(
        translate($1, '.,;:!?"()[]{}<>/\|@#&+*=-_''`´’', repeat(' ', 32)), ' '), '');

-- For forgetting searches that name somebody.
CREATE INDEX search_history_words ON search_history USING gin (search_history_words(normalized_query));

-- Deleted users whose searches, and searches for whom, are still to be removed; gone as soon as that is done.
CREATE TABLE search_erasure (
    user_id   text PRIMARY KEY,
    searcher  text NOT NULL,
    names     text[] NOT NULL,
    erased_at timestamptz NOT NULL,
    due_at    timestamptz NOT NULL
);

CREATE INDEX search_erasure_due_at ON search_erasure (due_at);
