package dev.userservice.trending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.user.Tier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the requests to the activity index, in plain JSON. */
final class ActivityRequests {

    // small accounts are many, so those who rise among them are found further down
    private static final Map<Tier, Integer> NOMINEES =
            Map.of(Tier.NANO, 700, Tier.MICRO, 400, Tier.MID, 200, Tier.MACRO, 100, Tier.MEGA, 100);

    private static final String USER = "user_id";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ActivityRequests() {}

    /**
     * Whom most looked at in each tier; all of somebody's documents are on one shard. Whoever has enough viewers in all had
     * many of them at once at least once, so the crowd of hours and days with hardly any is passed over.
     */
    static JsonNode nominations(ListKey key, Periods periods) {
        long least = Math.ceilDiv(key.window().fewestViewers(), periods.steps());
        return request(filters(key, least, within(periods.grain(), List.of(periods.observed()))), mostViewed(key));
    }

    /** How many viewers there were in each tier, whenever there were any. */
    static JsonNode usual(ListKey key, Periods periods) {
        return request(filters(key, 1, within(periods.grainBefore(), periods.usual())), averages());
    }

    private static List<Object> filters(ListKey key, long leastViewers, Object time) {
        List<Object> filters = new ArrayList<>(people(key));
        filters.add(Map.of("range", Map.of("viewers", Map.of("gte", leastViewers))));
        filters.add(time);
        return filters;
    }

    private static List<Object> people(ListKey key) {
        List<Object> filters = new ArrayList<>();
        filters.add(term("roles", key.kind().role()));
        if (key.niche() != null) {
            filters.add(term("niche", key.niche()));
        }
        if (key.platform() != null) {
            filters.add(term("platforms", key.platform()));
        }
        if (key.tier() != null) {
            filters.add(in(key.tier()));
        }
        return filters;
    }

    // whose followers nobody knows has few
    private static Object in(Tier tier) {
        Object named = term("tier", tier.word());
        Object unknown = Map.of("bool", Map.of("must_not", Map.of("exists", Map.of("field", "tier"))));
        return tier == Tier.NANO ? anyOf(List.of(named, unknown)) : named;
    }

    private static Object term(String field, String value) {
        return Map.of("term", Map.of(field, value));
    }

    private static Map<String, Object> mostViewed(ListKey key) {
        Map<String, Object> tiers = new LinkedHashMap<>();
        for (Tier tier : key.tiers()) {
            Object users = Map.of(
                    "terms",
                    Map.of("field", USER, "size", NOMINEES.getOrDefault(tier, 0), "order", Map.of("viewers", "desc")),
                    "aggs",
                    Map.of("viewers", sum("viewers")));
            tiers.put(tier.word(), filtered(in(tier), Map.of("users", users)));
        }
        return tiers;
    }

    private static Map<String, Object> averages() {
        Object byTier = Map.of("field", "tier", "missing", Tier.NANO.word());
        return Map.of(
                "tiers", Map.of("terms", byTier, "aggs", Map.of("average", Map.of("avg", Map.of("field", "viewers")))));
    }

    /** What there is of these people, by person. */
    static JsonNode histories(Collection<String> userIds, Periods periods) {
        Object observed = within(periods.grain(), List.of(periods.observed()));
        Object before = within(periods.grainBefore(), periods.before());
        Object drawn = within(periods.grain(), List.of(periods.drawn()));
        Object ofPerson = Map.of(
                "observed", filtered(observed, Map.of("viewers", sum("viewers"), "views", sum("views"))),
                "before", filtered(before, Map.of("viewers", sum("viewers"))),
                "drawn", filtered(drawn, Map.of("steps", steps(periods.grain()))));
        // few documents of an index full of people: numbering all of these first would cost more than the rest
        Object people = Map.of("field", USER, "size", userIds.size(), "execution_hint", "map");
        return request(
                List.of(Map.of("terms", Map.of(USER, userIds)), anyOf(List.of(observed, before, drawn))),
                Map.of("users", Map.of("terms", people, "aggs", ofPerson)));
    }

    /** Since when there is anything of anybody; without a condition Elasticsearch knows it without counting. */
    static JsonNode first() {
        return request(List.of(), Map.of("countedSince", Map.of("min", Map.of("field", "at"))));
    }

    private static Object steps(Grain grain) {
        return Map.of(
                "date_histogram",
                Map.of("field", "at", "fixed_interval", grain == Grain.HOUR ? "1h" : "1d", "min_doc_count", 1),
                "aggs",
                Map.of("viewers", sum("viewers")));
    }

    private static Object within(Grain grain, List<Span> spans) {
        Object times = anyOf(spans.stream()
                .<Object>map(span -> Map.of(
                        "range",
                        Map.of(
                                "at",
                                Map.of(
                                        "gte",
                                        span.from().toEpochMilli(),
                                        "lt",
                                        span.to().toEpochMilli()))))
                .toList());
        return Map.of("bool", Map.of("filter", List.of(term("grain", grain.word()), times)));
    }

    private static Object anyOf(List<Object> queries) {
        return Map.of("bool", Map.of("should", queries, "minimum_should_match", 1));
    }

    private static Object filtered(Object filter, Map<String, Object> parts) {
        return Map.of("filter", filter, "aggs", parts);
    }

    private static Object sum(String field) {
        return Map.of("sum", Map.of("field", field));
    }

    private static JsonNode request(List<Object> filters, Map<String, Object> aggregations) {
        return JSON.valueToTree(Map.of(
                "size",
                0,
                "track_total_hits",
                false,
                "query",
                Map.of("bool", Map.of("filter", filters)),
                "aggs",
                aggregations));
    }
}
