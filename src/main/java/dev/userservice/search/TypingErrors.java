package dev.userservice.search;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** How many letters of a word may be wrong: as many as the search itself forgives. */
final class TypingErrors {

    private static final DamerauLevenshteinDistance DISTANCE = new DamerauLevenshteinDistance(2);

    private TypingErrors() {}

    /** Which of these a word is most likely meant to be, if any. */
    static Optional<String> nearest(String word, Stream<String> candidates) {
        return candidates
                .filter(candidate -> areForgiven(word, candidate))
                .min(Comparator.comparing(candidate -> DISTANCE.apply(word, candidate)));
    }

    private static boolean areForgiven(String word, String candidate) {
        int most = word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2;
        // a letter more or less is an error, too, and known without looking at any
        if (Math.abs(word.length() - candidate.length()) > most) {
            return false;
        }
        int distance = DISTANCE.apply(word, candidate);
        return distance >= 0 && distance <= most;
    }
}
