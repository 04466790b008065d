package dev.userservice.search;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom a search is for: the role everybody found has, and the labels that can be asked for and counted. */
enum SearchKind {
    INFLUENCERS("INFLUENCER"),
    USERS(null),
    BRANDS("BRAND"),
    CREW("CREW");

    private static final Set<Label> OF_ALL = EnumSet.of(Label.NICHE, Label.CATEGORY, Label.PLATFORM);
    private static final Set<Label> OF_BRANDS = EnumSet.of(Label.INDUSTRY, Label.COMPANY_TYPE);
    private static final Set<Label> OF_CREW =
            EnumSet.of(Label.SKILL, Label.EXPERIENCE_LEVEL, Label.AVAILABILITY, Label.WORK_STYLE);

    private final @Nullable String role;

    SearchKind(@Nullable String role) {
        this.role = role;
    }

    /** The role of everybody found, or nothing when everybody is meant. */
    @Nullable
    String role() {
        return role;
    }

    List<Label> labels() {
        Set<Label> own = switch (this) {
            case INFLUENCERS, USERS -> Set.of();
            case BRANDS -> OF_BRANDS;
            case CREW -> OF_CREW;
        };
        return Stream.concat(OF_ALL.stream(), own.stream()).toList();
    }

    boolean hasRates() {
        return this == CREW;
    }

    /** As in the path and in the search history. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
