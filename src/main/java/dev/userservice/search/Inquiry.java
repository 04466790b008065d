package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.indices.analyze.AnalyzeToken;
import co.elastic.clients.json.JsonData;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.indexing.UserIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Asks Elasticsearch about one user and one search: which parts of the search the user meets, and the user's rank. */
@Component
class Inquiry {

    private static final String ANALYZER = "stems_asked";

    private final Elasticsearch elasticsearch;
    private final UserSearch search;

    Inquiry(Elasticsearch elasticsearch, UserSearch search) {
        this.elasticsearch = elasticsearch;
        this.search = search;
    }

    /** The filters the user does not pass, and the words of the text, found or not. */
    record Findings(List<String> excludedBy, List<Why.Word> words) {}

    /** Where the user stands, from 1, and why. */
    record Place(long rank, Explanation explanation) {}

    /** Nothing if the index does not have the user. */
    Optional<Findings> about(String id, SearchQuery query) {
        List<String> words = Words.of(query.text());
        List<Query> parts = new ArrayList<>();
        query.filters().forEach(filter -> parts.add(named(filter.parameter(), FilterQueries.of(filter))));
        words.forEach(word -> parts.add(named("q " + word, Matching.word(word))));
        SearchRequest request = SearchRequests.forReaders()
                .query(is -> is.bool(bool ->
                        bool.filter(only -> only.ids(ids -> ids.values(id))).should(parts)))
                .includeNamedQueriesScore(true)
                .source(source -> source.fetch(false))
                .build();
        return find(request).hits().hits().stream()
                .findFirst()
                .map(Hit::matchedQueries)
                .map(met -> {
                    List<String> excludedBy = query.filters().stream()
                            .map(Filter::parameter)
                            .filter(parameter -> !met.containsKey(parameter))
                            .toList();
                    return new Findings(
                            excludedBy,
                            words.stream()
                                    .map(word -> new Why.Word(word, tokens(word), met.containsKey("q " + word)))
                                    .toList());
                });
    }

    private static Query named(String name, Query query) {
        return Query.of(part -> part.constantScore(score -> score.filter(query).queryName(name)));
    }

    private List<String> tokens(String word) {
        return elasticsearch
                .search(client -> client.indices()
                        .analyze(analyze -> analyze.index(UserIndex.ALIAS)
                                .analyzer(ANALYZER)
                                .text(word)))
                .tokens()
                .stream()
                .map(AnalyzeToken::token)
                .distinct()
                .toList();
    }

    /** Nothing if the search does not find the user. */
    Optional<Place> place(String id, SearchQuery query) {
        Attempt attempt = search.find(query).attempt();
        SearchRequest request = people(query, attempt, true, only -> only.filter(is -> is.ids(ids -> ids.values(id))))
                .includeNamedQueriesScore(true)
                .docvalueFields(field -> field.field("searchScore"))
                .build();
        return find(request).hits().hits().stream().findFirst().map(hit -> {
            Explanation explanation = explanation(hit.matchedQueries(), hit.fields(), query);
            float score = Objects.requireNonNull(hit.score()).floatValue();
            return new Place(1 + before(id, score, query, attempt), explanation);
        });
    }

    private static Explanation explanation(
            Map<String, Double> matched, Map<String, JsonData> fields, SearchQuery query) {
        JsonData searchScore = fields.get("searchScore");
        return Explanation.of(
                matched, searchScore == null ? 0 : searchScore.to(double[].class)[0], Words.of(query.text()));
    }

    // of equal scores the smaller id comes first
    private long before(String id, float score, SearchQuery query, Attempt attempt) {
        float above = Math.nextUp(score);
        return count(query, attempt, above, "") + count(query, attempt, score, id) - count(query, attempt, above, id);
    }

    private long count(SearchQuery query, Attempt attempt, float least, String belowId) {
        SearchRequest request = people(
                        query,
                        attempt,
                        false,
                        some -> belowId.isEmpty()
                                ? some
                                : some.filter(is -> is.range(range ->
                                        range.term(term -> term.field("id").lt(belowId)))))
                .minScore((double) least)
                .size(0)
                .trackTotalHits(total -> total.enabled(true))
                .build();
        return Objects.requireNonNull(find(request).hits().total()).value();
    }

    private static SearchRequest.Builder people(
            SearchQuery query, Attempt attempt, boolean explained, UnaryOperator<BoolQuery.Builder> narrowed) {
        var all = new BoolQuery.Builder().filter(FilterQueries.visible(query.kind()));
        query.filters().stream().map(FilterQueries::of).forEach(all::filter);
        if (query.text().isEmpty()) {
            all.must(Matching.byFame());
        } else {
            all.must(explained ? Matching.explained(query.text(), attempt) : Matching.of(query.text(), attempt));
        }
        return SearchRequests.forReaders()
                .query(is -> is.bool(narrowed.apply(all).build()))
                .source(source -> source.fetch(false));
    }

    private SearchResponse<Void> find(SearchRequest request) {
        return elasticsearch.search(client -> client.search(request, Void.class));
    }
}
