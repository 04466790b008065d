package dev.userservice.favorites;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import dev.userservice.user.PublicUser;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of what somebody likes: the newest favorites, and whom not to recommend. */
record Taste(String owner, List<PublicUser> favorites, Set<String> known) {

    private static final int NICHES = 3;

    Optional<PublicUser> favorite(String userId) {
        return favorites.stream().filter(user -> user.id().equals(userId)).findFirst();
    }

    /** The niches that most of the favorites are in, with how many. */
    Map<String, Integer> niches() {
        Map<String, Integer> all = favorites.stream()
                .map(PublicUser::primaryNiche)
                .flatMap(niche -> Optional.ofNullable(niche).stream())
                .collect(groupingBy(Taste::key, LinkedHashMap::new, summingInt(niche -> 1)));
        Map<String, Integer> first = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(NICHES)
                .forEach(niche -> first.put(niche.getKey(), niche.getValue()));
        return first;
    }

    static String key(String niche) {
        return niche.strip().toLowerCase(Locale.ROOT);
    }
}
