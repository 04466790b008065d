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
        List<String> words = Words.telling(query.text());
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
            double searchScore = searchScore(hit.fields());
            float points = Objects.requireNonNull(hit.score()).floatValue();
            return new Place(
                    1 + before(new Standing(points, searchScore, id), query, attempt),
                    Explanation.of(hit.matchedQueries(), searchScore, Words.telling(query.text())));
        });
    }

    /** What decides about a place among the hits. */
    private record Standing(float points, double searchScore, String id) {

        /** Whoever is more famous, or as famous with a smaller id. */
        Query moreFamous() {
            return Query.of(either -> either.bool(bool -> bool.should(more -> more.range(range ->
                            range.number(number -> number.field("searchScore").gt(searchScore))))
                    .should(same -> same.bool(both -> both.filter(as ->
                                    as.term(term -> term.field("searchScore").value(searchScore)))
                            .filter(smaller -> smaller.range(
                                    range -> range.term(term -> term.field("id").lt(id))))))));
        }
    }

    private static double searchScore(Map<String, JsonData> fields) {
        JsonData searchScore = fields.get("searchScore");
        return searchScore == null ? 0 : searchScore.to(double[].class)[0];
    }

    private long before(Standing own, SearchQuery query, Attempt attempt) {
        float more = Math.nextUp(own.points());
        return count(query, attempt, more, all -> all)
                + count(query, attempt, own.points(), all -> all.filter(own.moreFamous()))
                - count(query, attempt, more, all -> all.filter(own.moreFamous()));
    }

    private long count(SearchQuery query, Attempt attempt, float least, UnaryOperator<BoolQuery.Builder> narrowed) {
        SearchRequest request = people(query, attempt, false, narrowed)
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
            all.must(everybody -> everybody.matchAll(match -> match));
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
