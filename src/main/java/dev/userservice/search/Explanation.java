package dev.userservice.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a hit stands where it stands: {@code score = points x fame}, and in plain words where the points come from. If only
 * some of the words match, there is no fame and the score is the points. Without words there are neither, and it is the
 * search score.
 */
record Explanation(
        double score, @Nullable Double points, @Nullable Double fame, double searchScore, List<String> reasons) {

    /** Of the scores of the clauses that matched, by name. */
    static Explanation of(Map<String, Double> matched, double searchScore, List<String> words) {
        boolean isFavorite = matched.containsKey(FavoriteBonus.CLAUSE);
        return matched.size() == (isFavorite ? 1 : 0)
                ? ofFame(searchScore, isFavorite)
                : ofMatches(matched, searchScore, words, isFavorite);
    }

    private static Explanation ofFame(double searchScore, boolean isFavorite) {
        List<String> reasons = new ArrayList<>();
        reasons.add("without words the search score alone decides: " + number(searchScore));
        if (isFavorite) {
            reasons.add("one of your favorites: %s more".formatted(number(FavoriteBonus.WHEN_BROWSING)));
        }
        double bonus = isFavorite ? FavoriteBonus.WHEN_BROWSING : 0;
        return new Explanation(searchScore + bonus, null, null, searchScore, reasons);
    }

    private static Explanation ofMatches(
            Map<String, Double> matched, double searchScore, List<String> words, boolean isFavorite) {
        Match best = Arrays.stream(Match.values())
                .filter(match -> matched.containsKey(match.name()))
                .findFirst()
                .orElseThrow();
        double points = matched.getOrDefault(best.name(), 0.0);
        List<String> reasons = new ArrayList<>();
        reasons.add("%s: %s points".formatted(best.description(), number(points)));
        for (int i = 0; i < words.size(); i++) {
            reasons.addAll(places(matched, words.get(i), i));
        }
        return best == Match.ANY_WORD
                ? ofSomeWords(points, searchScore, isFavorite, reasons)
                : ofAllWords(points, searchScore, isFavorite, reasons);
    }

    private static Explanation ofAllWords(double points, double searchScore, boolean isFavorite, List<String> reasons) {
        double fame = 1 + Match.FAME * (isFavorite ? 1 : searchScore);
        reasons.add(
                isFavorite
                        ? "times %s as one of your favorites, whatever the search score".formatted(number(fame))
                        : "times %s for a search score of %s".formatted(number(fame), number(searchScore)));
        return new Explanation(points * fame, points, fame, searchScore, reasons);
    }

    private static Explanation ofSomeWords(
            double points, double searchScore, boolean isFavorite, List<String> reasons) {
        reasons.add(
                isFavorite
                        ? "before others with as many points as one of your favorites"
                        : "among as many points by a search score of " + number(searchScore));
        return new Explanation(points, points, null, searchScore, reasons);
    }

    private static List<String> places(Map<String, Double> matched, String word, int index) {
        return Arrays.stream(Matching.Place.values())
                .filter(place -> matched.containsKey(Matching.name(place, index)))
                .map(place -> "\"%s\" is %s".formatted(word, place.description()))
                .toList();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
