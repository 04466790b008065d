package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Tells where one user stands among all the hits of a search, by counting who stands before. */
@Component
class Ranking {

    private final Elasticsearch elasticsearch;
    private final UserSearch search;

    Ranking(Elasticsearch elasticsearch, UserSearch search) {
        this.elasticsearch = elasticsearch;
        this.search = search;
    }

    /** Where the user stands in the order asked for, from 1, which attempt finds the user, and how good the match is. */
    record Place(long rank, Attempt attempt, Explanation explanation) {}

    /** Nothing if the search does not find the user. */
    Optional<Place> of(String id, SearchQuery query) {
        SearchResults results = search.find(query);
        if (!results.isComplete()) {
            throw new ElasticsearchUnavailableException("An attempt that was due could not be made");
        }
        Attempt attempt = results.attempt();
        SearchRequest.Builder request =
                people(query, attempt, true, only -> only.filter(is -> is.ids(ids -> ids.values(id))));
        Standing.fields(query.order()).forEach(field -> request.docvalueFields(value -> value.field(field)));
        return find(request.includeNamedQueriesScore(true).build()).hits().hits().stream()
                .findFirst()
                .map(hit -> place(hit, query, attempt));
    }

    private Place place(Hit<Void> hit, SearchQuery query, Attempt attempt) {
        Standing own = Standing.of(hit, query.order());
        Explanation explanation = Explanation.of(hit.matchedQueries(), own.searchScore(), Words.telling(query.text()));
        return new Place(1 + before(own, query, attempt), attempt, explanation);
    }

    private long before(Standing own, SearchQuery query, Attempt attempt) {
        if (query.order() != Order.RELEVANCE) {
            return count(query, attempt, 0, all -> all.filter(own.before()));
        }
        float more = Math.nextUp(own.points());
        return count(query, attempt, more, all -> all)
                + count(query, attempt, own.points(), all -> all.filter(own.before()))
                - count(query, attempt, more, all -> all.filter(own.before()));
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
