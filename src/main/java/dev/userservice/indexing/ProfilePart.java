package dev.userservice.indexing;

import dev.userservice.user.UserProfile;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a complete profile has; each part counts the same, and any of its fields will do. */
public enum ProfilePart {
    NAME,
    BIO,
    LOCATION,
    PICTURE,
    NICHE,
    PLATFORM,
    FOLLOWERS,
    LINK;

    /** What this user could still fill in. */
    public static List<ProfilePart> missingIn(UserProfile user) {
        return Arrays.stream(values()).filter(part -> !part.isFilledIn(user)).toList();
    }

    /** The share filled in, from 0 to 1. */
    static double completeness(UserProfile user) {
        return 1 - (double) missingIn(user).size() / values().length;
    }

    /** As users read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean isFilledIn(UserProfile user) {
        return fields(user).filter(Objects::nonNull).anyMatch(value -> switch (value) {
            case String text -> !text.isBlank();
            case Collection<?> items -> !items.isEmpty();
            default -> true;
        });
    }

    private Stream<? extends @Nullable Object> fields(UserProfile user) {
        return switch (this) {
            case NAME -> Stream.of(user.firstName(), user.lastName(), user.companyName());
            case BIO -> Stream.ofNullable(user.bio());
            case LOCATION -> Stream.ofNullable(user.location());
            case PICTURE -> Stream.ofNullable(user.profilePicture());
            case NICHE -> Stream.of(user.primaryNiche(), user.contentCategories(), user.industry(), user.crewSkills());
            case PLATFORM -> Stream.ofNullable(user.primaryPlatform());
            case FOLLOWERS -> Stream.ofNullable(user.estimatedFollowers());
            case LINK ->
                Stream.of(
                        user.website(),
                        user.instagramHandle(),
                        user.twitterHandle(),
                        user.linkedinHandle(),
                        user.youtubeHandle(),
                        user.portfolioUrl());
        };
    }
}
