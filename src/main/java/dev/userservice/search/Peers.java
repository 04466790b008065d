package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.Tier;
import dev.userservice.user.UserProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares somebody with their peers: people the public may see, as alike as still leaves enough of them. */
@Component
public class Peers {

    private static final int FEWEST = 20;
    private static final String LEVELS = "levels";
    private static final String AHEAD = " ahead";
    private static final String BEHIND = " behind";

    private final Elasticsearch elasticsearch;

    Peers(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** What people are compared in: fields of documents. */
    public enum Measure {
        SEARCH_SCORE("searchScore"),
        FOLLOWERS("estimatedFollowers"),
        ENGAGEMENT("engagementRate");

        private final String field;

        Measure(String field) {
            this.field = field;
        }
    }

    /** {@code ahead} have more, {@code behind} less or nothing. */
    public record Place(long ahead, long behind) {}

    /** The peers, by what they have in common beside the kind of people they are, and the place among them. */
    public record Comparison(
            String kind, @Nullable String tier, @Nullable String niche, long peers, Map<Measure, Place> places) {}

    // from the most alike to everybody of the kind
    private record Level(@Nullable Tier tier, @Nullable String niche) {

        List<Query> queries() {
            List<Query> queries = new ArrayList<>();
            if (tier != null) {
                queries.add(FilterQueries.of(new Filter.InTier(List.of(tier))));
            }
            if (niche != null) {
                queries.add(FilterQueries.of(new Filter.OneOf(Label.NICHE, List.of(niche))));
            }
            return queries;
        }
    }

    /** Compares somebody who has these values; one without a value has no place by it. Nothing while Elasticsearch is away. */
    public Optional<Comparison> of(UserProfile user, Map<Measure, Double> values) {
        SearchKind kind = kind(user);
        List<Level> levels = levels(user);
        SearchRequest request = SearchRequests.forReaders()
                .size(0)
                .trackTotalHits(total -> total.enabled(false))
                .query(query -> query.bool(bool -> bool.filter(FilterQueries.visible(kind))
                        .mustNot(self -> self.ids(ids -> ids.values(user.id())))))
                .aggregations(LEVELS, levels(levels, values))
                .build();
        try {
            JsonNode buckets = elasticsearch
                    .search(SearchAnswer.to(request))
                    .aggregations()
                    .at("/" + LEVELS + "/buckets");
            int level = 0;
            while (level < levels.size() - 1
                    && buckets.path(level).path("doc_count").longValue() < FEWEST) {
                level++;
            }
            return Optional.of(comparison(kind, levels.get(level), buckets.path(level), values));
        } catch (ElasticsearchUnavailableException e) {
            return Optional.empty();
        }
    }

    private static SearchKind kind(UserProfile user) {
        return List.of(SearchKind.INFLUENCERS, SearchKind.BRANDS, SearchKind.CREW).stream()
                .filter(kind -> user.roles().contains(kind.role()))
                .findFirst()
                .orElse(SearchKind.USERS);
    }

    private static List<Level> levels(UserProfile user) {
        Tier tier = user.estimatedFollowers() == null ? null : Tier.of(user.estimatedFollowers());
        String niche = user.primaryNiche() == null || user.primaryNiche().isBlank() ? null : user.primaryNiche();
        return List.of(new Level(tier, niche), new Level(null, niche), new Level(tier, null), new Level(null, null));
    }

    private static Aggregation levels(List<Level> levels, Map<Measure, Double> values) {
        Map<String, Aggregation> counts = new LinkedHashMap<>();
        values.forEach((measure, value) -> {
            counts.put(
                    measure + AHEAD,
                    counted(Query.of(query -> query.range(range ->
                            range.number(number -> number.field(measure.field).gt(value))))));
            counts.put(
                    measure + BEHIND,
                    counted(Query.of(query -> query.bool(bool -> bool.mustNot(level -> level.range(range ->
                            range.number(number -> number.field(measure.field).gte(value))))))));
        });
        return Aggregation.of(all -> all.filters(each -> each.filters(filters -> filters.array(levels.stream()
                        .map(level -> Query.of(query -> query.bool(bool -> bool.filter(level.queries()))))
                        .toList())))
                .aggregations(counts));
    }

    private static Aggregation counted(Query query) {
        return Aggregation.of(aggregation -> aggregation.filter(query));
    }

    private static Comparison comparison(SearchKind kind, Level level, JsonNode bucket, Map<Measure, Double> values) {
        Map<Measure, Place> places = new LinkedHashMap<>();
        values.keySet()
                .forEach(measure -> places.put(
                        measure, new Place(count(bucket, measure + AHEAD), count(bucket, measure + BEHIND))));
        return new Comparison(
                kind.word(),
                level.tier() == null ? null : level.tier().word(),
                level.niche(),
                bucket.path("doc_count").longValue(),
                places);
    }

    private static long count(JsonNode bucket, String name) {
        return bucket.path(name).path("doc_count").longValue();
    }
}
