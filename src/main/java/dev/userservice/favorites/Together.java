package dev.userservice.favorites;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.userservice.favorites.TogetherRows.Pair;
import dev.userservice.user.PublicUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Finds people whom others have as favorites together with the caller's. Nobody's list can be read from it: it takes
 * three others to count, and their number is told in steps only, so that one more or less does not show.
 */
@Component
class Together {

    static final int FEWEST_PEOPLE = 3;

    private static final int[] STEPS = {100, 50, 20, 10, 5};
    private static final int MOST_NAMES = 2;

    private final TogetherRows rows;

    Together(TogetherRows rows) {
        this.rows = rows;
    }

    List<Candidate> with(Taste taste, int most) {
        Map<String, List<Pair>> byUser = rows.of(taste.owner(), FEWEST_PEOPLE).stream()
                .filter(pair -> taste.favorite(pair.favorite()).isPresent())
                .collect(groupingBy(Pair::userId, LinkedHashMap::new, toList()));
        return byUser.entrySet().stream()
                .map(user -> candidate(user.getKey(), user.getValue(), taste))
                .limit(most)
                .toList();
    }

    private static Candidate candidate(String userId, List<Pair> pairs, Taste taste) {
        List<Pair> strongest = pairs.subList(0, Math.min(MOST_NAMES, pairs.size()));
        List<PublicUser> favorites = strongest.stream()
                .flatMap(pair -> taste.favorite(pair.favorite()).stream())
                .toList();
        int people = strongest.stream().mapToInt(Pair::people).min().orElse(FEWEST_PEOPLE);
        return new Candidate(userId, Reason.together(favorites, rounded(people)));
    }

    /** Down to the next step. */
    static int rounded(int people) {
        for (int step : STEPS) {
            if (people >= step) {
                return step;
            }
        }
        return FEWEST_PEOPLE;
    }
}
