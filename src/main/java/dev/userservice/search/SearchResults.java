package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one attempt at a search found; incomplete if another was due and could not be made. */
record SearchResults(SearchQuery query, Attempt attempt, SearchAnswer answer, boolean isComplete) {

    /** Throws rather than presenting a part of the people as all of them. */
    SearchResults {
        if (answer.timedOut()) {
            throw new ElasticsearchUnavailableException("Elasticsearch ran out of time");
        }
    }

    SearchResults(SearchQuery query, Attempt attempt, SearchAnswer answer) {
        this(query, attempt, answer, true);
    }

    /** The same, when it has to do without the attempt that was due. */
    SearchResults incomplete() {
        return new SearchResults(query, attempt, answer, false);
    }

    /**
     * The same after an attempt that may have found nobody only because of values that were chosen: facets, which look
     * past those, count whom that attempt would have found.
     */
    SearchResults withCountsOf(SearchResults earlier) {
        if (earlier.answer().total().value() > 0 || query.extras().facets().isEmpty()) {
            return this;
        }
        JsonNode counts = FacetCounts.of(earlier.answer().aggregations(), answer.aggregations());
        return new SearchResults(
                query, attempt, new SearchAnswer(answer.timedOut(), answer.total(), answer.hits(), counts), isComplete);
    }

    /** Whether the best of them, who is on the first page, decides about another attempt; after a guess nobody does. */
    boolean areJudgedByTheBest() {
        return attempt == Attempt.EXACT
                && query.page().offset() > 0
                && Attempt.areFew(answer.total().value());
    }

    /** What to try next, if this found too little. */
    Optional<Attempt> nextAttempt() {
        return attempt.after(answer.total().value(), bestPoints()).filter(this::canFindMore);
    }

    // some of a text that is one piece are all of it
    private boolean canFindMore(Attempt next) {
        return Words.areIn(query.text()) && (next != Attempt.ANY_WORD || !Words.areOnePiece(query.text()));
    }

    /** Of the first hit of this page; hits in any other order than by relevance all count as good ones. */
    private double bestPoints() {
        return answer.hits().isEmpty() || isSortedOtherwise()
                ? Double.MAX_VALUE
                : answer.hits().getFirst().points();
    }

    // in any other order than by relevance, guesses would mix with what was asked for
    private boolean isSortedOtherwise() {
        return query.order() != Order.RELEVANCE;
    }

    /** How the best hit matched; nothing without a text or without hits. */
    Optional<Matched> matched() {
        return query.text().isEmpty() || answer.hits().isEmpty()
                ? Optional.empty()
                : Optional.of(Matched.of(attempt, bestPoints()));
    }

    List<SearchPage.Hit> hits() {
        return answer.hits().stream().map(this::hit).toList();
    }

    private SearchPage.Hit hit(SearchAnswer.Found hit) {
        return new SearchPage.Hit(
                hit.user(),
                query.extras().highlight() ? Highlights.read(hit.highlight()) : null,
                query.extras().explain() ? explanation(hit) : null);
    }

    private Explanation explanation(SearchAnswer.Found hit) {
        Map<String, Double> matched = new HashMap<>();
        hit.matchedQueries()
                .properties()
                .forEach(
                        clause -> matched.put(clause.getKey(), clause.getValue().doubleValue()));
        return Explanation.of(
                matched, hit.fields().path("searchScore").path(0).doubleValue(), Words.telling(query.text()));
    }

    /** The best hit that was found only by allowing for typing errors. */
    Optional<StoredUser> guess() {
        return switch (attempt) {
            case EXACT, ANY_WORD -> Optional.empty();
            case FUZZY, FUZZY_TOO ->
                answer.hits().stream()
                        .filter(hit -> isSortedOtherwise() || hit.points() < Match.ANYWHERE.points())
                        .findFirst()
                        .map(SearchAnswer.Found::user);
        };
    }

    /** The sort values of the last hit of a full page. */
    @Nullable
    List<FieldValue> end() {
        return answer.hits().size() < query.page().size()
                ? null
                : answer.hits().getLast().position();
    }
}
