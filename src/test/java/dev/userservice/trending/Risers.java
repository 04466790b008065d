package dev.userservice.trending;

import dev.userservice.user.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes people who rise. */
final class Risers {

    private Risers() {}

    static Riser of(String userId, Growth growth, long viewersBefore, double hoursBefore) {
        return new Riser(userId, Tier.NANO, null, growth, 0, viewersBefore, hoursBefore, 0, List.of());
    }

    /** With so many viewers, none of whom was expected. */
    static Riser of(String userId, Tier tier, @Nullable String niche, long viewers) {
        return new Riser(userId, tier, niche, new Growth(viewers, 1), viewers, 0, 0, 1, List.of());
    }
}
