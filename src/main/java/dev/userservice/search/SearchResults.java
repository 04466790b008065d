package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import co.elastic.clients.elasticsearch.core.search.TotalHitsRelation;
import co.elastic.clients.json.JsonData;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.PublicUser;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one attempt at a search found; incomplete if another was due and could not be made. */
record SearchResults(SearchQuery query, Attempt attempt, SearchResponse<PublicUser> response, boolean isComplete) {

    /** Throws rather than presenting a part of the people as all of them. */
    SearchResults {
        if (response.timedOut()) {
            throw new ElasticsearchUnavailableException("Elasticsearch ran out of time");
        }
    }

    SearchResults(SearchQuery query, Attempt attempt, SearchResponse<PublicUser> response) {
        this(query, attempt, response, true);
    }

    /** The same, when it has to do without the attempt that was due. */
    SearchResults incomplete() {
        return new SearchResults(query, attempt, response, false);
    }

    SearchPage.Total total() {
        TotalHits total = response.hits().total();
        return total == null
                ? SearchPage.Total.of(0, false)
                : SearchPage.Total.of(total.value(), total.relation() == TotalHitsRelation.Eq);
    }

    /** What to try next, if this found too little. */
    Optional<Attempt> nextAttempt() {
        Double best = response.hits().maxScore();
        return query.text().isEmpty() || Words.of(query.text()).isEmpty()
                ? Optional.empty()
                : attempt.after(total().value(), best == null || isSortedOtherwise() ? Double.MAX_VALUE : best);
    }

    // in any other order than by relevance, guesses would mix with what was asked for
    private boolean isSortedOtherwise() {
        return query.order() != Order.RELEVANCE;
    }

    /** How the best hit of the page matched; nothing without a text or without hits. */
    Optional<Matched> matched() {
        return query.text().isEmpty()
                ? Optional.empty()
                : response.hits().hits().stream()
                        .map(Hit::score)
                        .filter(Objects::nonNull)
                        .max(Double::compare)
                        .map(Matched::of);
    }

    List<SearchPage.Hit> hits() {
        return response.hits().hits().stream().map(this::hit).toList();
    }

    private SearchPage.Hit hit(Hit<PublicUser> hit) {
        return new SearchPage.Hit(
                Objects.requireNonNull(hit.source()),
                query.extras().highlight() ? Highlights.read(hit.highlight()) : null,
                query.extras().explain() ? explanation(hit) : null);
    }

    private Explanation explanation(Hit<PublicUser> hit) {
        JsonData searchScore = hit.fields().get("searchScore");
        return Explanation.of(
                hit.matchedQueries(),
                searchScore == null ? 0 : searchScore.to(double[].class)[0],
                Words.telling(query.text()));
    }

    /** The best hit, if it was found only by allowing for typing errors. */
    Optional<PublicUser> guess() {
        Double best = response.hits().maxScore();
        return attempt == Attempt.FUZZY && best != null && best < Match.ANYWHERE.points()
                ? response.hits().hits().stream().findFirst().map(Hit::source)
                : Optional.empty();
    }

    /** The sort values of the last hit of a full page. */
    @Nullable
    List<FieldValue> end() {
        List<Hit<PublicUser>> hits = response.hits().hits();
        return hits.size() < query.page().size() ? null : hits.getLast().sort();
    }
}
