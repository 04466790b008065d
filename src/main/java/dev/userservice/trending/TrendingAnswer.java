package dev.userservice.trending;

import dev.userservice.trending.TrendingList.Place;
import dev.userservice.user.UserProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list as anybody may see it. Viewers since {@code from} are compared with those of {@code comparedWith}; a series has a
 * number for each {@code step} from {@code seriesFrom} on.
 */
record TrendingAnswer(
        String window,
        Instant from,
        Instant asOf,
        boolean degraded,
        Span comparedWith,
        String step,
        Instant seriesFrom,
        @Nullable Instant previousRanksOf,
        List<Item> items) {

    /** Ranks are counted among those who are shown. */
    record Item(
            int rank,
            @Nullable Integer previousRank,
            @Nullable String movement,
            Person user,
            long viewers,
            double expectedViewers,
            @Nullable Long growthPercent,
            List<Long> series,
            Why why) {}

    /** Who it is, in short. */
    record Person(
            String id,
            @Nullable String username,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String companyName,
            @Nullable String profilePicture,
            @Nullable String primaryNiche,
            @Nullable String primaryPlatform,
            @Nullable Long estimatedFollowers,
            boolean verified) {

        static Person of(UserProfile user) {
            return new Person(
                    user.id(),
                    user.username(),
                    user.firstName(),
                    user.lastName(),
                    user.companyName(),
                    user.profilePicture(),
                    user.primaryNiche(),
                    user.primaryPlatform(),
                    user.estimatedFollowers(),
                    Boolean.TRUE.equals(user.emailVerified()));
        }
    }

    /** The numbers that decided. */
    record Why(
            long views,
            long viewersBefore,
            double hoursBefore,
            String tier,
            double tierViewersPerDay,
            double timesExpected,
            double surelyTimesExpected,
            double score) {

        static Why of(Riser riser) {
            return new Why(
                    riser.views(),
                    riser.viewersBefore(),
                    riser.hoursBefore(),
                    riser.tier().word(),
                    rounded(riser.tierPerDay()),
                    rounded(riser.growth().times()),
                    rounded(riser.growth().surely()),
                    rounded(riser.growth().score()));
        }
    }

    /** The first so many of those who fit the list. */
    static TrendingAnswer of(ListKey key, HeldList.Shown shown, Map<String, UserProfile> fitting, int limit) {
        TrendingList list = shown.list();
        Periods periods = key.window().at(list.asOf());
        List<Item> items = new ArrayList<>();
        for (Place place : list.places()) {
            UserProfile user = fitting.get(place.riser().userId());
            if (user != null && items.size() < limit) {
                items.add(item(items.size() + 1, place, user, list, periods));
            }
        }
        return new TrendingAnswer(
                key.window().word(),
                periods.observed().from(),
                list.asOf(),
                shown.degraded(),
                periods.comparedWith(),
                periods.grain().word(),
                periods.drawn().from(),
                list.comparedAt(),
                items);
    }

    private static Item item(int rank, Place place, UserProfile user, TrendingList list, Periods periods) {
        Riser riser = place.riser();
        return new Item(
                rank,
                place.previousRank(),
                list.comparedAt() == null ? null : movement(rank, place.previousRank()),
                Person.of(user),
                riser.growth().viewers(),
                rounded(riser.growth().expected()),
                riser.growthPercent(periods.observed().hours()),
                riser.series(),
                Why.of(riser));
    }

    private static String movement(int rank, @Nullable Integer previous) {
        if (previous == null) {
            return "new";
        }
        int compared = Integer.compare(rank, previous);
        return compared < 0 ? "up" : compared > 0 ? "down" : "same";
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }
}
