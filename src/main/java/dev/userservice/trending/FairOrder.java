package dev.userservice.trending;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts risers in order, best first, but so that no niche has more than its share of the first places, however many are
 * looked at, and small creators have at least theirs, as far as they rise at all.
 */
final class FairOrder {

    /** One in so many places is kept for small creators, and one in so many may go to the same niche. */
    static final int SHARE = 3;

    /** So many of a niche may lead a list. */
    static final int MOST_OF_A_NICHE_AT_FIRST = 3;

    private static final Comparator<Riser> BEST_FIRST = Comparator.comparingDouble(
                    (Riser riser) -> riser.growth().score())
            .reversed()
            .thenComparing(Riser::userId);

    private final Map<String, Integer> ofNiche = new HashMap<>();
    private final List<Riser> waiting;
    private final boolean mixed;
    private int small;

    private FairOrder(List<Riser> waiting, boolean mixed) {
        this.waiting = waiting;
        this.mixed = mixed;
    }

    /** At most so many; {@code mixed} unless the list is of one niche anyway. */
    static List<Riser> of(List<Riser> risers, boolean mixed, int most) {
        List<Riser> bestFirst = new ArrayList<>(risers.stream()
                .filter(riser -> riser.growth().rises())
                .sorted(BEST_FIRST)
                .toList());
        return new FairOrder(bestFirst, mixed).first(most);
    }

    private List<Riser> first(int most) {
        List<Riser> placed = new ArrayList<>();
        while (placed.size() < most) {
            Optional<Riser> next = next(placed.size() + 1);
            if (next.isEmpty()) {
                return placed;
            }
            placed.add(take(next.get()));
        }
        return placed;
    }

    private Optional<Riser> next(int place) {
        List<Riser> admitted =
                waiting.stream().filter(riser -> hasRoom(riser.niche(), place)).toList();
        Optional<Riser> best = admitted.stream().findFirst();
        return small < place / SHARE
                ? admitted.stream().filter(Riser::hasFewFollowers).findFirst().or(() -> best)
                : best;
    }

    private boolean hasRoom(@Nullable String niche, int place) {
        int share = Math.max(MOST_OF_A_NICHE_AT_FIRST, Math.ceilDiv(place, SHARE));
        return !mixed || niche == null || ofNiche.getOrDefault(niche, 0) < share;
    }

    private Riser take(Riser riser) {
        waiting.remove(riser);
        small += riser.hasFewFollowers() ? 1 : 0;
        if (riser.niche() != null) {
            ofNiche.merge(riser.niche(), 1, Integer::sum);
        }
        return riser;
    }
}
