package dev.userservice.trending;

import dev.userservice.search.NormalizedQuery;
import dev.userservice.user.Tier;
import dev.userservice.user.UserProfile;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tells one list from the others; niche and platform in lower case. */
record ListKey(
        Kind kind,
        Window window,
        @Nullable String niche,
        @Nullable String platform,
        @Nullable Tier tier) {

    /** The names of lists of all niches and platforms: nothing stands behind the tier. */
    static final String OF_ALL_NICHES = "^[a-z]+\\|[0-9a-z]+\\|[a-z]*\\|\\|\\|$";

    /** Its name in Postgres. No part can be mistaken for another, as none but the last two may hold any text. */
    String name() {
        return Stream.of(kind.word(), window.word(), tier == null ? "" : tier.word(), length(niche), niche, platform)
                .map(part -> Objects.requireNonNullElse(part, ""))
                .collect(Collectors.joining("|"));
    }

    private static String length(@Nullable String text) {
        return text == null ? "" : Integer.toString(text.length());
    }

    /** Such lists are few, and most people look at them. */
    boolean isOfAllNiches() {
        return niche == null && platform == null;
    }

    /** Whether the list may hold this user as they are now: public, in the role, and of what is asked for. */
    boolean fits(UserProfile user) {
        return user.visible()
                && user.roles().contains(kind.role())
                && isSame(niche, user.primaryNiche())
                && isSame(platform, user.primaryPlatform())
                && tiers().contains(Tier.of(Objects.requireNonNullElse(user.estimatedFollowers(), 0L)));
    }

    private static boolean isSame(@Nullable String asked, @Nullable String own) {
        return asked == null || (own != null && NormalizedQuery.of(asked).equals(NormalizedQuery.of(own)));
    }

    /** The tiers the list may hold. */
    List<Tier> tiers() {
        return tier == null ? List.of(Tier.values()) : List.of(tier);
    }
}
