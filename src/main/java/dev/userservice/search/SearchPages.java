package dev.userservice.search;

import dev.platform.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the page that is answered of what was found. */
@Component
class SearchPages {

    // counting words may take as long as a search, and the answer is not to wait longer than any other
    private static final Duration TIME_BEFORE_A_SUGGESTION = Duration.ofMillis(450);

    private final Cursors cursors;
    private final DidYouMean suggestions;

    SearchPages(Cursors cursors, DidYouMean suggestions) {
        this.cursors = cursors;
        this.suggestions = suggestions;
    }

    /** Of what Elasticsearch found; {@code started} is a reading of {@link System#nanoTime}. */
    SearchPage of(SearchResults results, Instant asOf, long started) {
        SearchQuery query = results.query();
        return new SearchPage(
                results.hits(),
                results.answer().total(),
                results.matched().orElse(null),
                query.extras().facets().isEmpty()
                        ? null
                        : FacetCounts.read(
                                results.answer().aggregations(), query.extras().facets()),
                results.guess()
                        .filter(_ -> since(started).compareTo(TIME_BEFORE_A_SUGGESTION) < 0)
                        .flatMap(best -> suggestions.instead(query, best.read()))
                        .orElse(null),
                nextCursor(results),
                pageNumber(query),
                query.page().size(),
                since(started).toMillis(),
                !results.isComplete(),
                asOf,
                RequestId.current(),
                UUID.randomUUID().toString());
    }

    private @Nullable String nextCursor(SearchResults results) {
        var end = results.end();
        return end == null ? null : cursors.after(results.query(), new Cursors.Position(results.attempt(), end));
    }

    /** Of what Postgres found in Elasticsearch's place. */
    SearchPage of(SearchQuery query, PostgresSearch.Found found, long started) {
        List<SearchPage.Hit> hits = found.people().stream()
                .map(person -> new SearchPage.Hit(StoredUser.of(person), null, null))
                .toList();
        return new SearchPage(
                hits,
                SearchPage.Total.of(found.total(), found.isCounted()),
                query.text().isEmpty() || hits.isEmpty() ? null : Matched.ALL_WORDS,
                null,
                null,
                null,
                pageNumber(query),
                query.page().size(),
                since(started).toMillis(),
                true,
                found.asOf(),
                RequestId.current(),
                UUID.randomUUID().toString());
    }

    private static @Nullable Integer pageNumber(SearchQuery query) {
        return query.page().cursor() == null ? query.page().number() : null;
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
