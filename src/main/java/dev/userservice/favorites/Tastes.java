package dev.userservice.favorites;

import dev.userservice.search.Favored;
import dev.userservice.user.PublicUser;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads what somebody likes. */
@Component
class Tastes {

    private static final int FAVORITES = 50;
    private static final int KNOWN = 1_000;

    private final FavoriteRows favorites;
    private final DismissalRows dismissals;
    private final People people;

    Tastes(FavoriteRows favorites, DismissalRows dismissals, People people) {
        this.favorites = favorites;
        this.dismissals = dismissals;
        this.people = people;
    }

    Taste of(String owner) {
        Favored.Marked newest = favorites.newest(owner, KNOWN);
        List<String> some = newest.userIds().stream().limit(FAVORITES).toList();
        Map<String, PublicUser> visible = people.visible(some);
        Set<String> known = new HashSet<>(newest.userIds());
        known.addAll(dismissals.of(owner));
        known.add(owner);
        return new Taste(
                owner,
                some.stream().flatMap(id -> Stream.ofNullable(visible.get(id))).toList(),
                known);
    }
}
