package dev.userservice.insights;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.userservice.search.Peers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody among their peers, who are of one kind and, as far as it is said, of one tier and niche. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Standing(
        String kind, @Nullable String tier, @Nullable String niche, long peers, Map<String, Place> places) {

    /** The position counts from 1; the percentile is the share of peers behind, in percent, without any peers missing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(double value, long position, @Nullable Long percentile) {}

    static Standing of(Peers.Comparison comparison, Map<Peers.Measure, Double> values) {
        Map<String, Place> places = new LinkedHashMap<>();
        values.forEach((measure, value) -> {
            Peers.Place place = comparison.places().get(measure);
            if (place != null) {
                places.put(name(measure), place(value, place, comparison.peers()));
            }
        });
        return new Standing(comparison.kind(), comparison.tier(), comparison.niche(), comparison.peers(), places);
    }

    private static Place place(double value, Peers.Place place, long peers) {
        return new Place(value, place.ahead() + 1, peers == 0 ? null : 100 * place.behind() / peers);
    }

    private static String name(Peers.Measure measure) {
        return switch (measure) {
            case SEARCH_SCORE -> "searchScore";
            case FOLLOWERS -> "estimatedFollowers";
            case ENGAGEMENT -> "engagementRate";
        };
    }
}
