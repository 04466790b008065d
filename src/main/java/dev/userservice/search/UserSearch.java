package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.PublicUser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Asks Elasticsearch for people, a second and third time if too little is found. */
@Service
class UserSearch {

    // somebody who waits gets what was found so far rather than a late answer
    private static final Duration NO_OTHER_ATTEMPT_AFTER = Duration.ofMillis(300);

    private static final Logger log = LoggerFactory.getLogger(UserSearch.class);

    private final Elasticsearch elasticsearch;
    private final Cursors cursors;

    UserSearch(Elasticsearch elasticsearch, Cursors cursors) {
        this.elasticsearch = elasticsearch;
        this.cursors = cursors;
    }

    /** Throws {@link ElasticsearchUnavailableException} if there is no whole answer in time. */
    SearchResults find(SearchQuery query) {
        if (query.page().cursor() != null) {
            Cursors.Position position = cursors.read(query, query.page().cursor());
            return attempt(query, position.attempt(), position.after());
        }
        long started = System.nanoTime();
        SearchResults results = attempt(query, Attempt.EXACT, List.of());
        Optional<Attempt> next = after(results);
        while (next.isPresent() && System.nanoTime() - started < NO_OTHER_ATTEMPT_AFTER.toNanos()) {
            Optional<SearchResults> more = tryAttempt(query, next.get());
            results = more.orElse(results);
            next = more.flatMap(this::after);
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
            log.warn("A search is answered without typing errors allowed: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private SearchResults attempt(SearchQuery query, Attempt attempt, List<FieldValue> after) {
        SearchRequest request = SearchRequests.of(query, attempt, after);
        return new SearchResults(
                query, attempt, elasticsearch.search(client -> client.search(request, PublicUser.class)));
    }
}
