-- The same letters fold as in the search index: those of African languages, and the final sigma.
CREATE OR REPLACE FUNCTION search_folded(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN replace(replace(replace(replace(translate(
           regexp_replace(normalize(lower($1), NFKD), '[\u0300-\u036f]', '', 'g'),
           'əƀɓƈȼđðɖɗǝɛɇƒɠɡħıɨɉƙłƚɫɯŋɲƞøɔɵƥĸɋɍɽŧƭʈʉʋʌƴɏƶς',
           'abbccddddeeefgghiijklllmnnnooopqqrrtttuvvyyzσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');

REINDEX INDEX user_cache_search_words;
REINDEX INDEX user_cache_search_name;
