package dev.userservice.trending;

import dev.userservice.trending.Expectation.Before;
import dev.userservice.user.Tier;
import dev.userservice.user.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody with the numbers that decide about a place on a list. */
record Riser(
        String userId,
        Tier tier,
        @Nullable String niche,
        Growth growth,
        long views,
        long viewersBefore,
        double hoursBefore,
        double tierPerDay,
        List<Long> series) {

    /** Growth over fewer viewers than this says nothing in percent. */
    static final double FEWEST_FOR_PERCENT = 20;

    private static final Set<Tier> SMALL = Set.of(Tier.NANO, Tier.MICRO);

    /** What everybody on a list is judged by. */
    record Measure(Periods periods, Nominations nominations, Instant countedSince) {}

    /** Judged by the history since the account was made, and since anything is counted. */
    static Riser of(History history, UserProfile user, Measure measure) {
        Tier tier = Tier.of(Objects.requireNonNullElse(user.estimatedFollowers(), 0L));
        Instant since = latest(measure.countedSince(), user.createdAt());
        Periods periods = measure.periods();
        Before before =
                new Before(history.viewersBefore(), periods.hoursBefore(since), periods.hoursBefore(Instant.EPOCH));
        double expected = Expectation.of(
                before, measure.nominations().perHour(tier), periods.observed().hours());
        return new Riser(
                user.id(),
                tier,
                user.primaryNiche() == null ? null : user.primaryNiche().toLowerCase(Locale.ROOT),
                new Growth(history.viewers(), expected),
                history.views(),
                before.viewers(),
                before.hours(),
                measure.nominations().perHour(tier) * Grain.DAY.hours(),
                history.series());
    }

    private static Instant latest(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    boolean hasFewFollowers() {
        return SMALL.contains(tier);
    }

    /** Viewers in so many hours, against as many hours of the person's own before; nothing where those had too few. */
    @Nullable
    Long growthPercent(double hours) {
        double own = hoursBefore == 0 ? 0 : viewersBefore * hours / hoursBefore;
        return own < FEWEST_FOR_PERCENT ? null : Math.round((growth.viewers() / own - 1) * 100);
    }
}
