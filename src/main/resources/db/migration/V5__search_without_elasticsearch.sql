-- What a search falls back on while Elasticsearch does not answer: whole words and the beginning of the last one.
CREATE FUNCTION search_folded(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(normalize(lower($1), NFKD), '[\u0300-\u036f]', '', 'g');

CREATE FUNCTION search_words(text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN to_tsvector('simple', search_folded(array_to_string($1, ' ')));

-- every word of the query, the last one as a beginning
CREATE FUNCTION search_query(text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN numnode(plainto_tsquery('simple', search_folded($1))) = 0 THEN ''::tsquery
                ELSE (plainto_tsquery('simple', search_folded($1))::text || ':*')::tsquery END;

CREATE INDEX user_cache_search_words ON user_cache USING gin (search_words(
        ARRAY[username, first_name, last_name, company_name, primary_niche, industry, location, bio]
        || content_categories || crew_skills))
 WHERE deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE;

CREATE INDEX user_cache_search_score ON user_cache (search_score DESC, id)
 WHERE deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE;
