package dev.userservice.trending;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.user.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads what the activity index answers. */
final class ActivityAnswers {

    private ActivityAnswers() {}

    /** Those with at least so many viewers, and what was usual before. */
    static Nominations nominations(JsonNode answer, Periods periods, long fewestViewers) {
        JsonNode observed = answer.at("/aggregations/observed");
        JsonNode before = answer.at("/aggregations/before");
        Set<String> userIds = new LinkedHashSet<>();
        Map<Tier, Double> perHour = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            observed.at("/" + tier.word() + "/users/buckets").forEach(user -> {
                if (user.at("/viewers/value").asLong() >= fewestViewers) {
                    userIds.add(user.path("key").asText());
                }
            });
            JsonNode usual = before.path(tier.word());
            double average = usual.at("/average/value").asDouble()
                    / periods.grainBefore().hours();
            perHour.put(
                    tier, Expectation.tierPerHour(tier, usual.path("doc_count").asLong(), average));
        }
        return new Nominations(
                List.copyOf(userIds),
                perHour,
                Instant.ofEpochMilli(
                        answer.at("/aggregations/countedSince/value").asLong()));
    }

    static List<History> histories(JsonNode answer, Periods periods) {
        return StreamSupport.stream(answer.at("/aggregations/users/buckets").spliterator(), false)
                .map(user -> history(user, periods))
                .toList();
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
