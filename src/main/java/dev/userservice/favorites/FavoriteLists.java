package dev.userservice.favorites;

import dev.platform.Problem;
import dev.platform.Problem.Violation;
import dev.userservice.favorites.FavoriteRows.Row;
import dev.userservice.favorites.FavoritesController.Favorite;
import dev.userservice.favorites.FavoritesController.Page;
import dev.userservice.search.Seal;
import dev.userservice.user.PublicUser;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows favorites as the people they are now. A cursor is good for its owner only. */
@Service
class FavoriteLists {

    private final FavoriteRows rows;
    private final People people;
    private final Seal seal;

    FavoriteLists(FavoriteRows rows, People people, Seal seal) {
        this.rows = rows;
        this.people = people;
        this.seal = seal;
    }

    Optional<Favorite> find(String owner, String userId) {
        return shown(rows.find(owner, userId).stream().toList()).stream().findFirst();
    }

    Page page(String owner, @Nullable String cursor, int size) {
        List<Row> found = rows.page(owner, cursor == null ? null : opened(owner, cursor), size + 1);
        List<Row> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size
                ? seal.close(question(owner), page.getLast().addedAt().toString())
                : null;
        return new Page(shown(page), next);
    }

    private Instant opened(String owner, String cursor) {
        return seal.open(question(owner), cursor)
                .map(Instant::parse)
                .orElseThrow(() -> Problem.invalidParameters(List.of(Violation.ofParameter(
                        "cursor", "invalid_cursor", "is not one this service gave out for these favorites"))));
    }

    private static String question(String owner) {
        return "favorites of " + owner;
    }

    /** In the same order, without those who have just vanished. */
    List<Favorite> shown(Collection<Row> favorites) {
        Map<String, PublicUser> shown =
                people.visible(favorites.stream().map(Row::userId).toList());
        return favorites.stream()
                .flatMap(row ->
                        Stream.ofNullable(shown.get(row.userId())).map(user -> new Favorite(user, row.addedAt())))
                .toList();
    }
}
