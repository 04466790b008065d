package dev.userservice.search;

/**
 * Makes the SQL of a search without Elasticsearch. Its cost is bounded however common the words are, so not everybody who
 * matches can be ranked, but these always are: who has exactly this handle, or exactly this name, and the first of the
 * order asked for.
 */
final class StandInSql {

    /** How many of those who match are ranked beside exact handles and names. */
    static final int MOST_CANDIDATES = 500;

    // of so many, the first in the order are taken; of more, those among the first in the order of all people
    private static final int MOST_MATCHES = 10_000;
    private static final int FIRST_OF_ALL = 2_000;

    private static final String WORDS = """
            search_words(ARRAY[username, first_name, last_name, company_name, primary_niche, industry, location, bio]
                         || content_categories || crew_skills) @@ search_query(:text)""";

    private static final String RELEVANCE = """
            (lower(username) = lower(:handle)) IS TRUE DESC,
            (search_name(first_name, last_name) = search_folded(:text)) IS TRUE DESC,
            search_words(ARRAY[first_name, last_name, company_name]) @@ search_query(:text) DESC,
            """;

    private StandInSql() {}

    static String of(SearchQuery query, FilterSql filters) {
        return query.text().isEmpty() ? browsing(query, filters) : matching(query, filters);
    }

    private static String matching(SearchQuery query, FilterSql filters) {
        String column = query.order().column();
        return """
                WITH matches AS MATERIALIZED (
                         SELECT id, %2$s FROM user_cache c WHERE %1$s AND %4$s LIMIT %5$s),
                     first_of_all AS (
                         SELECT * FROM user_cache c WHERE %1$s AND (SELECT count(*) FROM matches) = %5$s
                          ORDER BY %3$s LIMIT %6$s),
                     first_matches AS (
                         SELECT id FROM (SELECT id, %2$s FROM matches
                                         UNION SELECT id, %2$s FROM first_of_all WHERE %4$s) AS either
                          ORDER BY %3$s LIMIT %7$s),
                     candidates AS (
                         SELECT id FROM first_matches
                         UNION (SELECT id FROM user_cache c WHERE %1$s AND lower(username) = lower(:handle) LIMIT %7$s)
                         UNION (SELECT id FROM user_cache c
                                 WHERE %1$s AND search_name(first_name, last_name) = search_folded(:text) LIMIT %7$s))
                SELECT id, count(*) OVER () AS total FROM candidates JOIN user_cache USING (id)
                 ORDER BY %8$s %3$s LIMIT :size OFFSET :offset
                """.formatted(
                        filters.condition(),
                        column,
                        order(column),
                        WORDS,
                        MOST_MATCHES,
                        FIRST_OF_ALL,
                        MOST_CANDIDATES,
                        query.order() == Order.RELEVANCE ? RELEVANCE : "");
    }

    // counting everybody could take too long, so the count stops where ranking would
    private static String browsing(SearchQuery query, FilterSql filters) {
        return """
                SELECT id, (SELECT count(*) FROM (SELECT 1 FROM user_cache c WHERE %1$s LIMIT %3$s) AS counted) AS total
                  FROM user_cache c WHERE %1$s ORDER BY %2$s LIMIT :size OFFSET :offset
                """.formatted(filters.condition(), order(query.order().column()), MOST_CANDIDATES);
    }

    // as in the indexes; a score is never missing
    private static String order(String column) {
        return column + (column.equals("search_score") ? " DESC, id" : " DESC NULLS LAST, id");
    }
}
