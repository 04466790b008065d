-- Letters that are no letter with an accent fold as in the search index, so that both find the same people.
CREATE OR REPLACE FUNCTION search_folded(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN replace(replace(replace(replace(translate(
           regexp_replace(normalize(lower($1), NFKD), '[\u0300-\u036f]', '', 'g'),
           'øłđðħŧıŋəɛ', 'olddhtinae'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');

REINDEX INDEX user_cache_search_words;

CREATE FUNCTION search_name(first_name text, last_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN nullif(search_folded(btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, ''))), '');

-- The exact full name. Two names may be longer than a B-tree takes.
CREATE INDEX user_cache_search_name ON user_cache USING hash (search_name(first_name, last_name))
 WHERE deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE;

-- Who comes first in each order.
CREATE INDEX user_cache_followers ON user_cache (estimated_followers DESC NULLS LAST, id)
 WHERE deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE;

CREATE INDEX user_cache_engagement ON user_cache (engagement_rate DESC NULLS LAST, id)
 WHERE deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE;

CREATE INDEX user_cache_newest ON user_cache (created_at DESC NULLS LAST, id)
 WHERE deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE;

CREATE INDEX user_cache_recently_active ON user_cache (last_active_at DESC NULLS LAST, id)
 WHERE deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE;
