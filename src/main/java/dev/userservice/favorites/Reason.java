package dev.userservice.favorites;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.userservice.user.PublicUser;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody is recommended: in plain words, and what they are made of. {@code userIds} and {@code names} are
 * favorites of the caller; {@code shared} is what the person has in common with one.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Reason(
        String code,
        String text,
        @Nullable List<String> userIds,
        @Nullable List<String> names,
        @Nullable Integer people,
        @Nullable List<String> shared,
        @Nullable String niche) {

    /** So many others, rounded down, have both as favorites. */
    static Reason together(List<PublicUser> favorites, int people) {
        List<String> names = favorites.stream().map(Reason::name).toList();
        return new Reason(
                "favorited_together",
                "At least %d others have this person and %s among their favorites"
                        .formatted(people, String.join(" or ", names)),
                favorites.stream().map(PublicUser::id).toList(),
                names,
                people,
                null,
                null);
    }

    static Reason alike(PublicUser favorite, List<String> shared) {
        return new Reason(
                "similar_to_favorite",
                "Like %s: %s".formatted(name(favorite), String.join(", ", shared)),
                List.of(favorite.id()),
                List.of(name(favorite)),
                null,
                shared,
                null);
    }

    static Reason rising(String niche, long viewers, double times) {
        String text = String.format(
                Locale.ROOT,
                "Trending in %s this week: %,d viewers, %.1f times as many as could be expected",
                niche,
                viewers,
                times);
        return new Reason("rising_in_niche", text, null, null, null, null, niche);
    }

    static Reason inNiche(String niche, int favorites) {
        String text = "Among the first in %s, the niche of %d of your favorites".formatted(niche, favorites);
        return new Reason("prominent_in_niche", text, null, null, favorites, null, niche);
    }

    static Reason popular(@Nullable String niche) {
        String text = niche == null ? "Popular" : "The first in " + niche;
        return new Reason("popular", text, null, null, null, null, niche);
    }

    private static String name(PublicUser user) {
        String full = Stream.of(user.firstName(), user.lastName())
                .filter(Objects::nonNull)
                .map(String::strip)
                .collect(Collectors.joining(" "));
        return full.isBlank() ? Objects.requireNonNullElse(user.username(), user.id()) : full;
    }
}
