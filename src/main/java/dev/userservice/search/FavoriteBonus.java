package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;

/**
 * What it is worth in a search to be a favorite of the caller: no more than fame, so that no favorite ever stands above a
 * better match. With words, favorites are the first of those who match equally well; without, where all do, they count
 * as a little more famous than they are.
 */
final class FavoriteBonus {

    /** The name of the clause, so that an explanation can tell. */
    static final String CLAUSE = "FAVORITE";

    /** Added to the search score when there are no words. */
    static final double WHEN_BROWSING = 0.1;

    // less than the least difference between two matches, and enough to be one between the largest
    static final double AMONG_EQUALS = 0.01;

    private FavoriteBonus() {}

    /** Adds it to the query of somebody who has favorites. */
    static void add(SearchQuery query, BoolQuery.Builder all) {
        if (query.text().isEmpty()) {
            all.must(fame());
        }
        double bonus = query.text().isEmpty() ? WHEN_BROWSING : AMONG_EQUALS;
        all.should(is -> is.constantScore(favorite -> {
            favorite.filter(one ->
                            one.ids(ids -> ids.values(query.lift().marked().userIds())))
                    .boost((float) bonus);
            return query.extras().explain() ? favorite.queryName(CLAUSE) : favorite;
        }));
    }

    private static Query fame() {
        return Query.of(everybody -> everybody.functionScore(
                score -> score.functions(function -> function.fieldValueFactor(value -> value.field("searchScore")))
                        .boostMode(FunctionBoostMode.Replace)));
    }
}
