package dev.userservice.search;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.indexing.IndexFreshness;
import dev.userservice.web.RequestId;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Answers searches: from Elasticsearch, or from Postgres and marked so while Elasticsearch does not answer. */
@Service
class Searches {

    // nobody waits longer than 1.5 s, a turn at Postgres included
    private static final Duration PATIENCE = Duration.ofMillis(1_100);

    private static final Logger log = LoggerFactory.getLogger(Searches.class);

    private final UserSearch elasticsearch;
    private final PostgresSearch postgres;
    private final Cursors cursors;
    private final IndexFreshness freshness;
    private final InstantSource clock;

    Searches(
            UserSearch elasticsearch,
            PostgresSearch postgres,
            Cursors cursors,
            IndexFreshness freshness,
            InstantSource clock) {
        this.elasticsearch = elasticsearch;
        this.postgres = postgres;
        this.cursors = cursors;
        this.freshness = freshness;
        this.clock = clock;
    }

    /** Throws {@link ElasticsearchUnavailableException} if Postgres cannot stand in either. */
    SearchPage answer(SearchQuery query) {
        long started = System.nanoTime();
        Instant asOf = freshness.asOf();
        try {
            return page(elasticsearch.find(query), asOf, started);
        } catch (ElasticsearchUnavailableException e) {
            log.warn("A search falls back on Postgres: {}", e.getMessage());
            return fallBack(query, e, started);
        }
    }

    private SearchPage page(SearchResults results, Instant asOf, long started) {
        SearchQuery query = results.query();
        return new SearchPage(
                results.hits(),
                results.total(),
                query.extras().facets().isEmpty()
                        ? null
                        : FacetCounts.read(
                                results.response().aggregations(),
                                query.extras().facets()),
                results.guess()
                        .flatMap(best -> DidYouMean.of(query.text(), best))
                        .orElse(null),
                nextCursor(results),
                pageNumber(query),
                query.page().size(),
                milliseconds(started),
                false,
                asOf,
                RequestId.current(),
                UUID.randomUUID().toString());
    }

    private @Nullable String nextCursor(SearchResults results) {
        var end = results.end();
        return end == null ? null : cursors.after(results.query(), new Cursors.Position(results.attempt(), end));
    }

    // a cursor goes on where Elasticsearch stopped, and only Elasticsearch knows where that is
    private SearchPage fallBack(SearchQuery query, ElasticsearchUnavailableException cause, long started) {
        if (query.page().cursor() != null) {
            throw cause;
        }
        try {
            PostgresSearch.Found found = postgres.find(query, PATIENCE.minusNanos(System.nanoTime() - started));
            List<SearchPage.Hit> hits = found.people().stream()
                    .map(person -> new SearchPage.Hit(person, null, null))
                    .toList();
            return new SearchPage(
                    hits,
                    SearchPage.Total.of(found.total(), found.total() < PostgresSearch.MOST_CANDIDATES),
                    null,
                    null,
                    null,
                    pageNumber(query),
                    query.page().size(),
                    milliseconds(started),
                    true,
                    clock.instant(),
                    RequestId.current(),
                    UUID.randomUUID().toString());
        } catch (BulkheadFullException | DataAccessException | TransactionException e) {
            log.warn("Postgres cannot stand in for Elasticsearch: {}", e.getMessage());
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
