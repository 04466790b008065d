package dev.userservice.reindexing;

import dev.userservice.indexing.TrialSearches.Outcome;
import dev.userservice.indexing.TrialSearches.Search;
import dev.userservice.reindexing.Report.Example;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A search made on both indexes; of each side the shortest time it took. */
record Replayed(Search search, Outcome serving, Outcome candidate, Duration servingTook, Duration candidateTook) {

    static Replayed of(Search search, BothIndexes.Answers answers) {
        return new Replayed(
                search,
                answers.serving(),
                answers.candidate(),
                answers.serving().took(),
                answers.candidate().took());
    }

    /** The same with the times of having been made once more. */
    Replayed timed(BothIndexes.Answers again) {
        return new Replayed(
                search,
                serving,
                candidate,
                shorter(servingTook, again.serving().took()),
                shorter(candidateTook, again.candidate().took()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return Stream.of(one, other).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** How much of the first hits is the same, from 0 to 1. */
    double overlap() {
        List<String> shown = shown();
        int most = Math.max(serving.ids().size(), shown.size());
        return most == 0
                ? 1
                : (double) serving.ids().stream().filter(shown::contains).count() / most;
    }

    /** Hits of the old index that are not even far down among those of the new one. */
    long lost() {
        return serving.ids().stream()
                .filter(id -> !candidate.ids().contains(id))
                .count();
    }

    boolean foundSomebody() {
        return !serving.ids().isEmpty();
    }

    boolean findsNobodyAnyMore() {
        return foundSomebody() && candidate.ids().isEmpty();
    }

    boolean isGuessedNow() {
        return !candidate.ids().isEmpty() && candidate.guessed() && foundSomebody() && !serving.guessed();
    }

    private List<String> shown() {
        return candidate.ids().stream().limit(BothIndexes.SHOWN).toList();
    }

    Example example() {
        return Example.ofSearch(search.pseudonym(), sort() + " " + found());
    }

    private String found() {
        if (candidate.refused() != null) {
            return "is refused (%s), found %d before".formatted(candidate.refused(), serving.total());
        }
        return candidate.ids().isEmpty()
                ? "finds nobody, %d before".formatted(serving.total())
                : "finds %d, %d before, %s of the first hits the same%s"
                        .formatted(
                                candidate.total(),
                                serving.total(),
                                Share.percent(overlap()),
                                isGuessedNow() ? ", only by guessing" : "");
    }

    Example slowExample() {
        return Example.ofSearch(
                search.pseudonym(),
                String.format(
                        Locale.ROOT,
                        "%s takes %.1f ms instead of %.1f",
                        sort(),
                        milliseconds(candidateTook),
                        milliseconds(servingTook)));
    }

    // what tells nothing of who searched: a rare text or value of a filter might
    private String sort() {
        int words = search.text().isBlank() ? 0 : search.text().strip().split("\\s+").length;
        String filters = search.filters().isEmpty()
                ? ""
                : " by " + String.join(", ", search.filters().keySet());
        return "a search for %s of %d %s%s".formatted(search.type(), words, words == 1 ? "word" : "words", filters);
    }

    static double milliseconds(Duration time) {
        return time.toNanos() / 1e6;
    }
}
