-- The same letters fold as in the search index: those of Arabic, Persian and Hebrew, without vowel signs, what is
-- written for an apostrophe, and capitals in another style.
CREATE OR REPLACE FUNCTION search_folded(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN replace(replace(replace(replace(translate(
           regexp_replace(lower(normalize($1, NFKD)), '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200c\ufe00-\ufe0f]', '', 'g'),
           'əƀɓƈȼđðɖɗǝɛɇƒɠɡħıɨɉƙłƚɫɯŋɲƞøɔɵƥĸɋɍɽŧƭʈʉʋʌƴɏƶςٱىیےکةہەךםןףץʼʻʹʽʾʿ՚',
           'abbccddddeeefgghiijklllmnnnooopqqrrtttuvvyyzσايييكهههכמנפצ'''''''''''''''), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');

REINDEX INDEX user_cache_search_words;
REINDEX INDEX user_cache_search_name;
