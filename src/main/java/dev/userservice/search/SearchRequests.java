package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Rescore;
import co.elastic.clients.elasticsearch.core.search.ScoreMode;
import dev.userservice.indexing.UserIndex;
import java.util.List;

/**
 * Makes the Elasticsearch request of a query. How a user matches decides the tier; the words' own relevance, and then
 * the search score, only order people inside a tier:
 *
 * <pre>
 * 10,000  the handle
 *  5,000  a handle elsewhere
 *  2,000  the full name
 *    800  all words in the name
 *    500  all words in the handle's parts
 *    200  the beginning of the handle, or of words in the name
 *      0  all words anywhere, the bio included
 * score = (tier + relevance) x (1 + 0.3 searchScore)
 * </pre>
 *
 * Relevance stays far below the distance between tiers, and 1.3 below their ratio, so that no fame lifts a partial
 * match above an exact one.
 */
final class SearchRequests {

    private static final double FAME = 0.3;
    private static final int MOST_RESCORED = 200;
    private static final String NO_LONGER_THAN = "800ms";

    private SearchRequests() {}

    /** The request for people with this role whom the public may see. */
    static SearchRequest of(SearchQuery query, String role) {
        SearchRequest.Builder request = new SearchRequest.Builder()
                .index(UserIndex.ALIAS)
                .from(query.offset())
                .size(query.size())
                .trackTotalHits(total -> total.count(SearchQuery.DEEPEST_HIT))
                .allowPartialSearchResults(false)
                // one copy of the shard, or equal hits would change places from page to page
                .preference("pages")
                .timeout(NO_LONGER_THAN);
        if (query.text().isEmpty()) {
            return request.query(visible(role))
                    .sort(sort -> sort.field(by -> by.field("searchScore").order(SortOrder.Desc)))
                    .sort(sort -> sort.field(by -> by.field("id").order(SortOrder.Asc)))
                    .build();
        }
        return request.query(all -> all.bool(bool -> bool.filter(visible(role)).must(matching(query.text()))))
                .rescore(byFame())
                .build();
    }

    private static Query visible(String role) {
        return Query.of(all -> all.bool(bool -> bool.filter(
                        is -> is.term(term -> term.field("visible").value(true)))
                .filter(is -> is.term(term -> term.field("roles").value(role)))));
    }

    private static Query matching(String text) {
        List<Query> tiers = List.of(
                exactly("username", text, 10_000),
                exactly("instagramHandle", text, 5_000),
                exactly("twitterHandle", text, 5_000),
                exactly("youtubeHandle", text, 5_000),
                exactly("linkedinHandle", text, 5_000),
                exactly("name.exact", text, 2_000),
                tier(allWords("name", text), 800),
                tier(allWords("username.parts", text), 500),
                tier(allWords("username.beginnings", text), 200),
                tier(allWords("name.beginnings", text), 200),
                allWords("everything", text));
        return Query.of(best -> best.disMax(of -> of.queries(tiers)));
    }

    private static Query exactly(String field, String text, float tier) {
        return Query.of(same -> same.constantScore(score -> score.filter(
                        is -> is.term(term -> term.field(field).value(text)))
                .boost(tier)));
    }

    private static Query allWords(String field, String text) {
        return Query.of(has -> has.match(match -> match.field(field).query(text).operator(Operator.And)));
    }

    private static Query tier(Query relevance, float tier) {
        return Query.of(sum ->
                sum.bool(bool -> bool.must(relevance).should(plus -> plus.matchAll(constant -> constant.boost(tier)))));
    }

    private static Rescore byFame() {
        Query factor = Query.of(all -> all.functionScore(sum -> sum.functions(one -> one.weight(1.0))
                .functions(fame -> fame.fieldValueFactor(
                        field -> field.field("searchScore").factor(FAME).missing(0.0)))
                .scoreMode(FunctionScoreMode.Sum)
                .boostMode(FunctionBoostMode.Replace)));
        return Rescore.of(rescore -> rescore.windowSize(MOST_RESCORED)
                .query(query -> query.query(factor).scoreMode(ScoreMode.Multiply)));
    }
}
