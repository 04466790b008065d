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

/** What one attempt at a search found. */
record SearchResults(SearchQuery query, Attempt attempt, SearchResponse<PublicUser> response) {

    /** Throws rather than presenting a part of the people as all of them. */
    SearchResults {
        if (response.timedOut()) {
            throw new ElasticsearchUnavailableException("Elasticsearch ran out of time");
        }
    }

    SearchPage.Total total() {
        TotalHits total = response.hits().total();
        return total == null
                ? SearchPage.Total.of(0, false)
                : SearchPage.Total.of(total.value(), total.relation() == TotalHitsRelation.Eq);
    }

    /** Whether the best of them, who is on the first page, decides about another attempt. */
    boolean areJudgedByTheBest() {
        return query.page().offset() > 0 && Attempt.areFew(total().value());
    }

    /** What to try next, if this found too little. */
    Optional<Attempt> nextAttempt() {
        return query.text().isEmpty() || Words.of(query.text()).isEmpty()
                ? Optional.empty()
                : attempt.after(total().value(), bestPoints());
    }

    /** Of the first hit of this page; hits in any other order than by relevance all count as good ones. */
    private double bestPoints() {
        List<Hit<PublicUser>> hits = response.hits().hits();
        return hits.isEmpty() || isSortedOtherwise() ? Double.MAX_VALUE : points(hits.getFirst());
    }

    private static double points(Hit<PublicUser> hit) {
        return hit.sort().getFirst().doubleValue();
    }

    // in any other order than by relevance, guesses would mix with what was asked for
    private boolean isSortedOtherwise() {
        return query.order() != Order.RELEVANCE;
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

    /** The best hit that was found only by allowing for typing errors. */
    Optional<PublicUser> guess() {
        return switch (attempt) {
            case EXACT, ANY_WORD -> Optional.empty();
            case FUZZY, FUZZY_TOO ->
                response.hits().hits().stream()
                        .filter(hit -> isSortedOtherwise() || points(hit) < Match.ANYWHERE.points())
                        .findFirst()
                        .map(Hit::source);
        };
    }

    /** The sort values of the last hit of a full page. */
    @Nullable
    List<FieldValue> end() {
        List<Hit<PublicUser>> hits = response.hits().hits();
        return hits.size() < query.page().size() ? null : hits.getLast().sort();
    }
}
