package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import dev.userservice.indexing.UserDocuments;
import dev.userservice.indexing.UserIndex;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes the Elasticsearch request of one attempt at a search. */
final class SearchRequests {

    /** Counted exactly up to here: counting on would read everybody who matches, however few are shown. */
    static final int MOST_COUNTED = 1_000;

    private static final String NO_LONGER_THAN = "600ms";

    private SearchRequests() {}

    /** The hits after {@code position}, or from the offset of the page without one. */
    static SearchRequest of(SearchQuery query, Attempt attempt, List<FieldValue> position) {
        return of(query, attempt, position, forReaders());
    }

    private static SearchRequest of(
            SearchQuery query, Attempt attempt, List<FieldValue> position, SearchRequest.Builder request) {
        List<Filter> passedOver = FacetCounts.passedOver(query);
        request.preference(pages(query))
                .query(people(query, attempt, passedOver))
                .sort(order(query))
                .size(query.page().size())
                .source(source -> source.filter(fields -> fields.excludes(UserDocuments.INTERNAL_FIELDS)))
                .trackTotalHits(total -> total.count(MOST_COUNTED))
                .aggregations(FacetCounts.of(query));
        if (position.isEmpty()) {
            request.from(query.page().offset());
        } else {
            request.searchAfter(position);
        }
        if (!passedOver.isEmpty()) {
            request.postFilter(allOf(passedOver));
        }
        if (query.extras().highlight() && !query.text().isEmpty()) {
            request.highlight(Highlights.of(query.text(), attempt));
        }
        if (query.extras().explain()) {
            request.includeNamedQueriesScore(true).docvalueFields(field -> field.field("searchScore"));
        }
        return request.build();
    }

    /** The same on an index of choice, for nobody who waits. */
    static SearchRequest onTrial(SearchQuery query, Attempt attempt, String index) {
        return of(
                query,
                attempt,
                List.of(),
                new SearchRequest.Builder().index(index).allowPartialSearchResults(false));
    }

    /** A request that never presents a part of the people as all of them, and gives up in time. */
    static SearchRequest.Builder forReaders() {
        return new SearchRequest.Builder()
                .index(UserIndex.ALIAS)
                .allowPartialSearchResults(false)
                .timeout(NO_LONGER_THAN);
    }

    // all pages of a query from one copy of the shard, so that what was seen on one is known on the next
    private static String pages(SearchQuery query) {
        String filters = query.filters().stream()
                .map(filter -> filter.parameter() + filter.values())
                .collect(Collectors.joining());
        return "pages-"
                + Integer.toHexString(Objects.hash(
                        query.kind().word(),
                        query.text(),
                        filters,
                        query.order().parameter()));
    }

    private static Query people(SearchQuery query, Attempt attempt, List<Filter> passedOver) {
        var all = new BoolQuery.Builder().filter(FilterQueries.visible(query.kind()));
        query.filters().stream()
                .filter(filter -> !passedOver.contains(filter))
                .map(FilterQueries::of)
                .forEach(all::filter);
        if (!query.text().isEmpty()) {
            all.must(
                    query.extras().explain()
                            ? Matching.explained(query.text(), attempt)
                            : Matching.of(query.text(), attempt));
        }
        if (query.lift().isWanted()) {
            FavoriteBonus.add(query, all);
        }
        return Query.of(any -> any.bool(all.build()));
    }

    private static Query allOf(List<Filter> filters) {
        return Query.of(all -> all.bool(
                bool -> bool.filter(filters.stream().map(FilterQueries::of).toList())));
    }

    private static List<SortOptions> order(SearchQuery query) {
        SortOptions byId = field("id", SortOrder.Asc);
        if (query.order().field() != null) {
            return List.of(field(query.order().field(), SortOrder.Desc), byId);
        }
        SortOptions byFame = field("searchScore", SortOrder.Desc);
        return query.text().isEmpty() && !query.lift().isWanted()
                ? List.of(byFame, byId)
                : List.of(SortOptions.of(by -> by.score(score -> score.order(SortOrder.Desc))), byFame, byId);
    }

    private static SortOptions field(String name, SortOrder order) {
        return SortOptions.of(by -> by.field(field -> {
            field.field(name).order(order);
            // below any real value, and a number like any other to continue from; these two are never missing
            return List.of("id", "searchScore").contains(name) ? field : field.missing(-1L);
        }));
    }
}
