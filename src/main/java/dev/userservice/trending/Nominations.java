package dev.userservice.trending;

import dev.userservice.user.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Who may be on a list: those most looked at of each tier. {@code tierPerHour} is how many viewers others of that size had
 * before, {@code countedSince} when the first activity was.
 */
record Nominations(List<String> userIds, Map<Tier, Double> tierPerHour, Instant countedSince) {

    double perHour(Tier tier) {
        return tierPerHour.getOrDefault(tier, 0.0);
    }
}
