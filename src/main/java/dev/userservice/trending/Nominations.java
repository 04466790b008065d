package dev.userservice.trending;

import dev.userservice.user.Tier;
import java.util.List;
import java.util.Map;

/** Who may be on a list: those most looked at of each tier; and how many viewers accounts of that size had before. */
record Nominations(List<String> userIds, Map<Tier, Double> tierPerHour) {

    double perHour(Tier tier) {
        return tierPerHour.getOrDefault(tier, 0.0);
    }
}
