package dev.userservice.search;

import dev.userservice.user.PublicUser;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Puts the text of a search right by the words of the best person found for it: only what the public may see can be
 * suggested, and the suggestion is certain to find somebody.
 */
final class DidYouMean {

    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(2);
    private static final int SHORTEST = 3;

    private DidYouMean() {}

    static Optional<String> of(String text, PublicUser best) {
        List<String> known = words(best);
        String suggestion = Words.of(text).stream()
                .map(NormalizedQuery::of)
                .map(word -> nearest(word, known))
                .collect(Collectors.joining(" "));
        return suggestion.equals(NormalizedQuery.of(text)) ? Optional.empty() : Optional.of(suggestion);
    }

    private static String nearest(String word, List<String> known) {
        return known.contains(word)
                ? word
                : known.stream()
                        .filter(candidate -> candidate.length() >= SHORTEST && isLike(word, candidate))
                        .min(Comparator.comparing(candidate -> DISTANCE.apply(word, candidate)))
                        .orElse(word);
    }

    // as many typing errors as the search forgives
    private static boolean isLike(String word, String candidate) {
        int distance = DISTANCE.apply(word, candidate);
        return distance >= 0 && distance <= (word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2);
    }

    private static List<String> words(PublicUser user) {
        Stream<String> single = Stream.of(
                        user.firstName(),
                        user.lastName(),
                        user.companyName(),
                        user.primaryNiche(),
                        user.industry(),
                        user.location(),
                        user.bio())
                .filter(Objects::nonNull);
        Stream<String> many = Stream.of(user.contentCategories(), user.crewSkills(), user.specializations())
                .filter(Objects::nonNull)
                .flatMap(List::stream);
        return Stream.concat(
                        Stream.of(Objects.requireNonNullElse(user.username(), ""))
                                .map(NormalizedQuery::of),
                        Stream.concat(single, many)
                                .map(NormalizedQuery::of)
                                .flatMap(value -> Stream.of(value.split("[^\\p{L}\\p{N}]+"))))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
