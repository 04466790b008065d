package dev.userservice.trending;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.user.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads what the activity index answers. */
final class ActivityAnswers {

    private ActivityAnswers() {}

    static List<String> nominees(JsonNode answer) {
        Set<String> userIds = new LinkedHashSet<>();
        for (JsonNode tier : answer.path("aggregations")) {
            tier.at("/users/buckets")
                    .forEach(user -> userIds.add(user.path("key").asText()));
        }
        return List.copyOf(userIds);
    }

    static Map<Tier, Double> viewersPerHour(JsonNode answer, Periods periods) {
        Map<Tier, Double> perHour = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            perHour.put(tier, Expectation.tierPerHour(tier, 0, 0));
        }
        answer.at("/aggregations/tiers/buckets").forEach(bucket -> {
            Tier tier = Tier.valueOf(bucket.path("key").asText().toUpperCase(Locale.ROOT));
            double average = bucket.at("/average/value").asDouble()
                    / periods.grainBefore().hours();
            perHour.put(
                    tier, Expectation.tierPerHour(tier, bucket.path("doc_count").asLong(), average));
        });
        return perHour;
    }

    static List<History> histories(JsonNode answer, Periods periods) {
        return StreamSupport.stream(answer.at("/aggregations/users/buckets").spliterator(), false)
                .map(user -> history(user, periods))
                .toList();
    }

    static Instant countedSince(JsonNode answer) {
        return Instant.ofEpochMilli(
                answer.at("/aggregations/countedSince/value").asLong());
    }

    private static History history(JsonNode user, Periods periods) {
        return new History(
                user.path("key").asText(),
                user.at("/observed/viewers/value").asLong(),
                user.at("/observed/views/value").asLong(),
                user.at("/before/viewers/value").asLong(),
                series(user.at("/drawn/steps/buckets"), periods));
    }

    private static List<Long> series(JsonNode steps, Periods periods) {
        Map<Long, Long> viewers = new HashMap<>();
        steps.forEach(step ->
                viewers.put(step.path("key").asLong(), step.at("/viewers/value").asLong()));
        List<Long> series = new ArrayList<>();
        Span drawn = periods.drawn();
        for (Instant at = drawn.from();
                at.isBefore(drawn.to());
                at = at.plus(periods.grain().length())) {
            series.add(viewers.getOrDefault(at.toEpochMilli(), 0L));
        }
        return series;
    }
}
