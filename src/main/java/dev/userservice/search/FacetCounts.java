package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.user.Tier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Asks for the counts of facets and reads them. A facet ignores the filter of its own name, so that choosing a value
 * does not make the others vanish; all other filters hold.
 */
final class FacetCounts {

    /** How many people have this value. */
    record Count(String value, long count) {}

    private static final int MOST_VALUES = 20;
    private static final String COUNTS = "counts";

    private FacetCounts() {}

    /** The filters that cannot be part of the query, because a facet has to look past them. */
    static List<Filter> passedOver(SearchQuery query) {
        return query.filters().stream()
                .filter(filter -> query.extras().facets().stream()
                        .anyMatch(facet -> facet.parameter().equals(filter.parameter())))
                .toList();
    }

    static Map<String, Aggregation> of(SearchQuery query) {
        Map<String, Aggregation> aggregations = new LinkedHashMap<>();
        for (Facet facet : query.extras().facets()) {
            List<Query> others = passedOver(query).stream()
                    .filter(filter -> !filter.parameter().equals(facet.parameter()))
                    .map(FilterQueries::of)
                    .toList();
            aggregations.put(
                    facet.parameter(),
                    Aggregation.of(aggregation -> aggregation
                            .filter(all -> all.bool(bool -> bool.filter(others)))
                            .aggregations(COUNTS, counts(facet))));
        }
        return aggregations;
    }

    private static Aggregation counts(Facet facet) {
        return switch (facet) {
            case Facet.OfLabel(Label label) -> values(label.field());
            case Facet.OfField.LOCATION -> values("places");
            case Facet.OfField.VERIFIED -> values("verified");
            case Facet.OfField.TIER ->
                Aggregation.of(aggregation -> aggregation.range(range -> range.field("estimatedFollowers")
                        .ranges(Arrays.stream(Tier.values())
                                .map(tier -> bounds(tier))
                                .toList())));
        };
    }

    private static co.elastic.clients.elasticsearch._types.aggregations.AggregationRange bounds(Tier tier) {
        return co.elastic.clients.elasticsearch._types.aggregations.AggregationRange.of(range -> {
            range.key(tier.word()).from((double) tier.from());
            return tier.to() == null ? range : range.to(tier.to().doubleValue());
        });
    }

    private static Aggregation values(String field) {
        return Aggregation.of(
                aggregation -> aggregation.terms(terms -> terms.field(field).size(MOST_VALUES)));
    }

    static Map<String, List<Count>> read(JsonNode aggregations, List<Facet> facets) {
        Map<String, List<Count>> counts = new LinkedHashMap<>();
        facets.forEach(facet -> counts.put(
                facet.parameter(),
                read(aggregations.path(facet.parameter()).path(COUNTS).path("buckets"))));
        return counts;
    }

    /** Those of an attempt that found nobody, with a later one's for each facet of which that one has no value. */
    static JsonNode of(JsonNode earlier, JsonNode later) {
        ObjectNode counts = later.deepCopy();
        earlier.properties().stream()
                .filter(facet -> facet.getValue().path("doc_count").longValue() > 0)
                .forEach(facet -> counts.set(facet.getKey(), facet.getValue()));
        return counts;
    }

    // a truth value has a number for its key and a word besides
    private static List<Count> read(JsonNode buckets) {
        return StreamSupport.stream(buckets.spliterator(), false)
                .map(bucket -> new Count(
                        bucket.path(bucket.has("key_as_string") ? "key_as_string" : "key")
                                .asText(),
                        bucket.path("doc_count").longValue()))
                .toList();
    }
}
