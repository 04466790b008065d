package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.indexing.Places;
import dev.userservice.user.PublicUser;
import dev.userservice.user.Tier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds influencers like a given one: what two of them have in common adds points, and fame only orders those with the
 * same points. The same niche, a category, or the same words in the bio is the least they must share.
 */
@Component
public class SimilarUsers {

    /** What two people can have in common, what that is worth, and whether it is enough by itself. */
    private enum Trait {
        NICHE(5, true),
        CATEGORY(2, true),
        BIO(2, true),
        PLATFORM(1, false),
        TIER(2, false),
        PLACE(1, false);

        private final int points;
        private final boolean isEnough;

        Trait(int points, boolean isEnough) {
            this.points = points;
            this.isEnough = isEnough;
        }
    }

    private final Elasticsearch elasticsearch;

    SimilarUsers(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** Somebody similar, and the reasons in plain words. */
    public record Hit(@JsonUnwrapped PublicUser user, List<String> reasons) {}

    List<Hit> to(PublicUser model, int most) {
        return to(model, List.of(), most);
    }

    /** Without some others. Throws if Elasticsearch does not answer. */
    public List<Hit> to(PublicUser model, Collection<String> others, int most) {
        List<Query> enough = shared(model, trait -> trait.isEnough);
        if (enough.isEmpty()) {
            return List.of();
        }
        var all = new BoolQuery.Builder()
                .filter(FilterQueries.visible(SearchKind.INFLUENCERS))
                .must(any -> any.bool(bool -> bool.should(enough)))
                .should(shared(model, trait -> !trait.isEnough))
                .mustNot(self -> self.ids(ids -> ids.values(model.id())))
                .mustNot(known -> known.ids(ids -> ids.values(List.copyOf(others))));
        SearchResponse<PublicUser> response = elasticsearch.search(client -> client.search(
                SearchRequests.forReaders()
                        .query(any -> any.bool(all.build()))
                        .sort(sort -> sort.score(score -> score.order(SortOrder.Desc)))
                        .sort(sort -> sort.field(by -> by.field("searchScore").order(SortOrder.Desc)))
                        .sort(sort -> sort.field(by -> by.field("id").order(SortOrder.Asc)))
                        .includeNamedQueriesScore(true)
                        .trackTotalHits(total -> total.enabled(false))
                        .size(most)
                        .build(),
                PublicUser.class));
        return response.hits().hits().stream()
                .map(hit -> hit(model, Objects.requireNonNull(hit.source()), hit.matchedQueries()))
                .toList();
    }

    private static List<Query> shared(PublicUser model, Predicate<Trait> wanted) {
        return Arrays.stream(Trait.values())
                .filter(wanted)
                .flatMap(trait -> query(trait, model).map(query -> worth(trait, query)).stream())
                .toList();
    }

    private static Query worth(Trait trait, Query query) {
        return Query.of(worth -> worth.constantScore(
                score -> score.filter(query).boost((float) trait.points).queryName(trait.name())));
    }

    private static Optional<Query> query(Trait trait, PublicUser model) {
        return switch (trait) {
            case NICHE -> terms("primaryNiche", model.primaryNiche());
            case CATEGORY -> terms("contentCategories", some(model.contentCategories()));
            case PLATFORM -> terms("primaryPlatform", model.primaryPlatform());
            case TIER ->
                Optional.ofNullable(model.estimatedFollowers())
                        .map(followers -> FilterQueries.of(new Filter.InTier(List.of(Tier.of(followers)))));
            case PLACE -> place(model).flatMap(place -> terms("places", place));
            case BIO ->
                Optional.ofNullable(model.bio()).filter(bio -> !bio.isBlank()).map(SimilarUsers::sameWords);
        };
    }

    private static String[] some(@Nullable List<String> values) {
        return values == null ? new String[0] : values.toArray(String[]::new);
    }

    private static Optional<Query> terms(String field, @Nullable String... values) {
        List<FieldValue> terms =
                Stream.of(values).filter(Objects::nonNull).map(FieldValue::of).toList();
        return terms.isEmpty()
                ? Optional.empty()
                : Optional.of(Query.of(
                        query -> query.terms(any -> any.field(field).terms(of -> of.value(terms)))));
    }

    // of a city and its country, the city
    private static Optional<String> place(PublicUser model) {
        return Places.of(model.location()).stream().findFirst();
    }

    // words that are rare enough to say something, and not in one bio only
    private static Query sameWords(String bio) {
        return Query.of(query -> query.moreLikeThis(like -> like.fields("bio")
                .like(text -> text.text(bio))
                .minTermFreq(1)
                .minDocFreq(2)
                .minWordLength(4)
                .maxQueryTerms(12)
                .minimumShouldMatch("30%")));
    }

    private static Hit hit(PublicUser model, PublicUser user, Map<String, Double> shared) {
        List<String> reasons = Arrays.stream(Trait.values())
                .filter(trait -> shared.containsKey(trait.name()))
                .map(trait -> reason(trait, model, user))
                .toList();
        return new Hit(user, reasons);
    }

    private static String reason(Trait trait, PublicUser model, PublicUser user) {
        return switch (trait) {
            case NICHE -> "same niche: " + user.primaryNiche();
            case CATEGORY -> "shared categories: " + String.join(", ", sharedCategories(model, user));
            case PLATFORM -> "same platform: " + user.primaryPlatform();
            case TIER ->
                "similar reach: "
                        + Tier.of(Objects.requireNonNull(user.estimatedFollowers()))
                                .word();
            case PLACE -> "same place: " + place(model).orElseThrow();
            case BIO -> "bios about the same things";
        };
    }

    private static List<String> sharedCategories(PublicUser model, PublicUser user) {
        List<String> own = Stream.of(some(model.contentCategories()))
                .map(NormalizedQuery::of)
                .toList();
        return Stream.of(some(user.contentCategories()))
                .filter(category -> own.contains(NormalizedQuery.of(category)))
                .toList();
    }
}
