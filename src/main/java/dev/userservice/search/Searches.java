package dev.userservice.search;

import dev.userservice.elasticsearch.ElasticsearchOverloadedException;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.indexing.IndexFreshness;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Answers searches: from Elasticsearch, or from Postgres and marked so while Elasticsearch does not answer. */
@Service
class Searches {

    // nobody waits longer than 1.5 s, the way there and back included, which takes a busy machine 0.25 s
    private static final Duration PATIENCE = Duration.ofMillis(1_200);

    private static final Duration LEAST_TIME_FOR_POSTGRES = Duration.ofMillis(100);

    private final UserSearch elasticsearch;
    private final PostgresSearch postgres;
    private final SearchPages pages;
    private final IndexFreshness freshness;
    private final DegradationLog degradation;

    Searches(
            UserSearch elasticsearch,
            PostgresSearch postgres,
            SearchPages pages,
            IndexFreshness freshness,
            DegradationLog degradation) {
        this.elasticsearch = elasticsearch;
        this.postgres = postgres;
        this.pages = pages;
        this.freshness = freshness;
        this.degradation = degradation;
    }

    /** Throws {@link ElasticsearchUnavailableException} if there is too much to do, or Postgres cannot stand in either. */
    SearchPage answer(SearchQuery query) {
        long started = System.nanoTime();
        Deadline deadline = Deadline.after(PATIENCE);
        Instant asOf = freshness.asOf();
        try {
            SearchResults results = elasticsearch.find(query);
            if (results.isComplete()) {
                degradation.normal();
            }
            return pages.of(results, asOf, started);
        } catch (ElasticsearchOverloadedException e) {
            // Postgres would do more work for less, with what Elasticsearch needs for the others
            degradation.degraded("refused", e.getMessage());
            throw e;
        } catch (ElasticsearchUnavailableException e) {
            return fallBack(query, e, started, deadline.leaving(LEAST_TIME_FOR_POSTGRES));
        }
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
            return pages.of(query, found, started);
        } catch (BulkheadFullException | DataAccessException | TransactionException e) {
            degradation.degraded("refused, because Postgres cannot stand in either", e.getMessage());
            throw cause;
        }
    }
}
