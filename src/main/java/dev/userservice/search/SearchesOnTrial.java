package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.indexing.TrialSearches;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Makes searches on an index that need not be the one that answers, with the requests and attempts of the real ones. */
@Component
class SearchesOnTrial implements TrialSearches {

    // nobody waits, so the calls of those who do must neither wait for these nor be refused because of them
    private final Elasticsearch elasticsearch;
    private final PastSearches past;

    SearchesOnTrial(Elasticsearch elasticsearch, PastSearches past) {
        this.elasticsearch = elasticsearch;
        this.past = past;
    }

    @Override
    public List<Search> latest(int most) {
        return past.latest(most);
    }

    @Override
    public Map<String, String> popular(Collection<String> pseudonyms) {
        return past.popular(pseudonyms);
    }

    @Override
    public Outcome run(Search search, String index, int most) {
        long started = System.nanoTime();
        try {
            SearchResults results = find(PastSearches.query(search, most), index);
            List<String> ids =
                    results.answer().hits().stream().map(hit -> hit.user().id()).toList();
            boolean guessed = results.attempt() != Attempt.EXACT;
            return new Outcome(ids, results.answer().total().value(), guessed, since(started), null);
        } catch (ElasticsearchException e) {
            return new Outcome(List.of(), 0, false, since(started), reason(e));
        } catch (ErrorResponseException e) {
            return new Outcome(List.of(), 0, false, since(started), "no search anybody could make");
        }
    }

    private SearchResults find(SearchQuery query, String index) {
        SearchResults results = attempt(query, Attempt.EXACT, index);
        Optional<Attempt> next = results.nextAttempt();
        while (next.isPresent()) {
            results = attempt(query, next.get(), index);
            next = results.nextAttempt();
        }
        return results;
    }

    private SearchResults attempt(SearchQuery query, Attempt attempt, String index) {
        var request = SearchRequests.onTrial(query, attempt, index);
        return new SearchResults(query, attempt, elasticsearch.write(SearchAnswer.to(request)));
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    // never Elasticsearch's own words, which may quote the search
    private static String reason(ElasticsearchException e) {
        return e.error().rootCause().stream()
                .map(ErrorCause::type)
                .findFirst()
                .or(() -> Optional.ofNullable(e.error().type()))
                .orElse("unknown");
    }
}
