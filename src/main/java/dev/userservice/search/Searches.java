package dev.userservice.search;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.indexing.IndexFreshness;
import dev.userservice.web.RequestId;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Answers searches: from Elasticsearch, or from Postgres and marked so while Elasticsearch does not answer. */
@Service
class Searches {

    // nobody waits longer than 1.5 s, the way there and back included
    private static final Duration PATIENCE = Duration.ofMillis(1_300);

    private static final Duration LEAST_TIME_FOR_POSTGRES = Duration.ofMillis(100);

    private final UserSearch elasticsearch;
    private final PostgresSearch postgres;
    private final Cursors cursors;
    private final IndexFreshness freshness;
    private final DegradationLog degradation;

    Searches(
            UserSearch elasticsearch,
            PostgresSearch postgres,
            Cursors cursors,
            IndexFreshness freshness,
            DegradationLog degradation) {
        this.elasticsearch = elasticsearch;
        this.postgres = postgres;
        this.cursors = cursors;
        this.freshness = freshness;
        this.degradation = degradation;
    }

    /** Throws {@link ElasticsearchUnavailableException} if Postgres cannot stand in either. */
    SearchPage answer(SearchQuery query) {
        long started = System.nanoTime();
        Deadline deadline = Deadline.after(PATIENCE);
        Instant asOf = freshness.asOf();
        try {
            SearchResults results = elasticsearch.find(query);
            if (results.isComplete()) {
                degradation.normal();
            }
            return page(results, asOf, started);
        } catch (ElasticsearchUnavailableException e) {
            return fallBack(query, e, started, deadline.leaving(LEAST_TIME_FOR_POSTGRES));
        }
    }

    private SearchPage page(SearchResults results, Instant asOf, long started) {
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
                        .flatMap(best -> DidYouMean.of(query.text(), best.read()))
                        .orElse(null),
                nextCursor(results),
                pageNumber(query),
                query.page().size(),
                milliseconds(started),
                !results.isComplete(),
                asOf,
                RequestId.current(),
                UUID.randomUUID().toString());
    }

    private @Nullable String nextCursor(SearchResults results) {
        var end = results.end();
        return end == null ? null : cursors.after(results.query(), new Cursors.Position(results.attempt(), end));
    }

    // a cursor goes on where Elasticsearch stopped, and only Elasticsearch knows where that is
    private SearchPage fallBack(
            SearchQuery query, ElasticsearchUnavailableException cause, long started, Deadline deadline) {
        if (query.page().cursor() != null) {
            degradation.degraded("a page by cursor is refused", cause.getMessage());
            throw cause;
        }
        try {
            PostgresSearch.Found found = postgres.find(query, deadline);
            degradation.degraded("Postgres stands in", cause.getMessage());
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
                    milliseconds(started),
                    true,
                    found.asOf(),
                    RequestId.current(),
                    UUID.randomUUID().toString());
        } catch (BulkheadFullException | DataAccessException | TransactionException e) {
            degradation.degraded("refused, because Postgres cannot stand in either", e.getMessage());
            throw cause;
        }
    }

    private static @Nullable Integer pageNumber(SearchQuery query) {
        return query.page().cursor() == null ? query.page().number() : null;
    }

    private static long milliseconds(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }
}
