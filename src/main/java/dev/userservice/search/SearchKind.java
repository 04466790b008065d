package dev.userservice.search;

import dev.platform.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom a search is for: the role everybody found has, and the labels that can be asked for and counted. */
enum SearchKind {
    INFLUENCERS("INFLUENCER"),
    USERS(null),
    BRANDS("BRAND"),
    CREW("CREW");

    private static final Map<SearchKind, List<Label>> LABELS = Map.of(
            INFLUENCERS, withCommon(),
            USERS, withCommon(),
            BRANDS, withCommon(Label.INDUSTRY, Label.COMPANY_TYPE),
            CREW, withCommon(Label.SKILL, Label.EXPERIENCE_LEVEL, Label.AVAILABILITY, Label.WORK_STYLE));

    private static final List<String> WORDS =
            Arrays.stream(values()).map(SearchKind::word).toList();

    private final @Nullable String role;
    private final String word = name().toLowerCase(Locale.ROOT);

    SearchKind(@Nullable String role) {
        this.role = role;
    }

    /** The one that a parameter names, if it is given. */
    static Optional<SearchKind> of(Parameters parameters, String name) {
        return parameters.choice(name, WORDS).map(word -> valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static List<Label> withCommon(Label... own) {
        return Stream.concat(Stream.of(Label.NICHE, Label.CATEGORY, Label.PLATFORM), Stream.of(own))
                .toList();
    }

    /** The role of everybody found, or nothing when everybody is meant. */
    @Nullable
    String role() {
        return role;
    }

    List<Label> labels() {
        return LABELS.getOrDefault(this, List.of());
    }

    boolean hasRates() {
        return this == CREW;
    }

    /** As in the path and in the search history. */
    String word() {
        return word;
    }
}
