package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Asks Elasticsearch for people, a second and third time if too little is found and there is time for it. */
@Service
class UserSearch {

    private static final String WITHOUT_GUESSES = "answered without allowing for typing errors";

    private final Elasticsearch elasticsearch;
    private final Cursors cursors;
    private final DegradationLog degradation;
    private final Duration patience;

    UserSearch(Elasticsearch elasticsearch, Cursors cursors, DegradationLog degradation, SearchProperties properties) {
        this.elasticsearch = elasticsearch;
        this.cursors = cursors;
        this.degradation = degradation;
        this.patience = properties.patience();
    }

    /**
     * Throws {@link ElasticsearchUnavailableException} if the first attempt has no answer in time. A later one that fails
     * or comes too late leaves what was found before, marked as incomplete.
     */
    SearchResults find(SearchQuery query) {
        if (query.page().cursor() != null) {
            Cursors.Position position = cursors.read(query, query.page().cursor());
            return attempt(query, position.attempt(), position.after());
        }
        long started = System.nanoTime();
        SearchResults results = attempt(query, Attempt.EXACT, List.of());
        Optional<Attempt> next = after(results);
        while (next.isPresent() && System.nanoTime() - started < patience.toNanos()) {
            Optional<SearchResults> more = tryAttempt(query, next.get());
            if (more.isEmpty()) {
                return results.incomplete();
            }
            results = more.get().withCountsOf(results);
            next = after(results);
        }
        if (next.isPresent()) {
            degradation.degraded(WITHOUT_GUESSES, "Elasticsearch is slow");
            return results.incomplete();
        }
        return results;
    }

    private Optional<Attempt> after(SearchResults results) {
        return results.areJudgedByTheBest()
                ? attempt(results.query().first(), results.attempt(), List.of()).nextAttempt()
                : results.nextAttempt();
    }

    private Optional<SearchResults> tryAttempt(SearchQuery query, Attempt attempt) {
        try {
            return Optional.of(attempt(query, attempt, List.of()));
        } catch (ElasticsearchUnavailableException e) {
            degradation.degraded(WITHOUT_GUESSES, e.getMessage());
            return Optional.empty();
        }
    }

    private SearchResults attempt(SearchQuery query, Attempt attempt, List<FieldValue> after) {
        SearchRequest request = SearchRequests.of(query, attempt, after);
        return new SearchResults(query, attempt, elasticsearch.search(SearchAnswer.to(request)));
    }
}
