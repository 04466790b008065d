package dev.userservice.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One search that was answered; {@code searcher} is the user who made it, or null for an anonymous caller. {@code shown}
 * are the first hits of a search that may tell them one day what found them.
 */
record SearchRecord(
        String query,
        String type,
        Map<String, List<String>> filters,
        long resultCount,
        long durationMillis,
        @Nullable String searcher,
        Instant at,
        List<String> shown) {

    static final Set<String> CHECKED_NUMBERS =
            Set.of("minFollowers", "maxFollowers", "minEngagement", "minRate", "maxRate", "activeWithinDays");

    /** Everybody it would tell something of: who searched, and who was shown. */
    Stream<String> people() {
        return Stream.concat(Stream.ofNullable(searcher), shown.stream());
    }

    /** The same without these people: nothing is left of what they searched for. */
    Optional<SearchRecord> without(Set<String> people) {
        if (searcher != null && people.contains(searcher)) {
            return Optional.empty();
        }
        List<String> others = shown.stream().filter(id -> !people.contains(id)).toList();
        return Optional.of(new SearchRecord(query, type, filters, resultCount, durationMillis, searcher, at, others));
    }

    /** Whether something that was typed looks like an e-mail address or a phone number. */
    boolean isPersonal() {
        return Stream.concat(
                        Stream.of(query),
                        filters.entrySet().stream()
                                .filter(filter -> !CHECKED_NUMBERS.contains(filter.getKey()))
                                .flatMap(filter -> filter.getValue().stream()))
                .anyMatch(PersonalText::is);
    }
}
