package dev.userservice.search;

import dev.userservice.user.PublicUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Puts the text of a search right by the words of the best person found for it: only what the public may see can be
 * suggested, and the suggestion is certain to find somebody. A word that more people have than its correction is no
 * typing error.
 */
@Component
class DidYouMean {

    private static final int SHORTEST = 3;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final WordCounts counts;

    DidYouMean(WordCounts counts) {
        this.counts = counts;
    }

    Optional<String> instead(SearchQuery query, PublicUser best) {
        List<String> words =
                Words.of(query.text()).stream().map(NormalizedQuery::of).toList();
        Map<String, String> corrections = corrections(words, words(best));
        Map<String, Long> people = counts.of(query.kind(), corrections);
        corrections
                .entrySet()
                .removeIf(word -> people.getOrDefault(word.getKey(), 0L) >= people.getOrDefault(word.getValue(), 0L));
        return corrections.isEmpty()
                ? Optional.empty()
                : Optional.of(words.stream()
                        .map(word -> corrections.getOrDefault(word, word))
                        .collect(Collectors.joining(" ")));
    }

    private static Map<String, String> corrections(List<String> words, List<String> known) {
        Map<String, String> corrections = new LinkedHashMap<>();
        words.forEach(word -> {
            String nearest = nearest(word, known);
            if (!nearest.equals(word)) {
                corrections.put(word, nearest);
            }
        });
        return corrections;
    }

    private static String nearest(String word, List<String> known) {
        return known.contains(word)
                ? word
                : TypingErrors.nearest(word, known.stream().filter(candidate -> candidate.length() >= SHORTEST))
                        .orElse(word);
    }

    private static List<String> words(PublicUser user) {
        Stream<String> single = Stream.of(
                        user.firstName(),
                        user.lastName(),
                        user.companyName(),
                        user.primaryNiche(),
                        user.primaryPlatform(),
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
                        Stream.concat(single, many).map(NormalizedQuery::of).flatMap(BETWEEN_WORDS::splitAsStream))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
