package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal found. It is kept, so it holds nothing that must be forgotten some day: of users the ids, of searches
 * pseudonyms, for which the text is looked up when the report is read.
 */
record Report(
        boolean passed,
        String summary,
        String servingIndex,
        String candidateIndex,
        Instant at,
        long tookMs,
        List<Check> checks) {

    /** How a check ended; skipped if there was nothing to try it with. */
    enum Verdict {
        PASSED,
        FAILED,
        SKIPPED;

        static Verdict of(boolean passed) {
            return passed ? PASSED : FAILED;
        }

        @JsonCreator
        static Verdict named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing looked at: a sentence for a person, the figures it stands on, what is allowed, and the worst cases. */
    record Check(
            String name,
            Verdict verdict,
            String sentence,
            Map<String, Double> figures,
            Map<String, Double> thresholds,
            List<Example> examples) {

        private Check with(UnaryOperator<Example> change) {
            return new Check(
                    name,
                    verdict,
                    sentence,
                    figures,
                    thresholds,
                    examples.stream().map(change).toList());
        }
    }

    /** A user, or a search, and what was found; {@code query} is what many people searched for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Example(
            @Nullable String userId,
            @Nullable String search,
            @Nullable String query,
            String finding) {

        static Example ofUser(String userId, String finding) {
            return new Example(userId, null, null, finding);
        }

        static Example ofSearch(String pseudonym, String finding) {
            return new Example(null, pseudonym, null, finding);
        }
    }

    static Report of(Candidacy candidacy, Instant at, long tookMs, List<Check> checks) {
        boolean passed = checks.stream().noneMatch(check -> check.verdict() == Verdict.FAILED);
        return new Report(
                passed,
                summary(candidacy, passed, checks),
                candidacy.serving(),
                candidacy.candidate(),
                at,
                tookMs,
                checks);
    }

    private static String summary(Candidacy candidacy, boolean passed, List<Check> checks) {
        String verdict = passed
                ? "%s is as good as %s.".formatted(candidacy.candidate(), candidacy.serving())
                : "%s is not as good as %s; it takes over only if that is confirmed."
                        .formatted(candidacy.candidate(), candidacy.serving());
        return verdict
                + checks.stream()
                        .map(check -> "\n%s: %s. %s"
                                .formatted(check.name(), check.verdict().wireName(), check.sentence()))
                        .collect(Collectors.joining());
    }

    /** The pseudonyms of the searches that are named. */
    List<String> searches() {
        return checks.stream()
                .flatMap(check -> check.examples().stream())
                .map(Example::search)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The same with what was searched for, where that may be told. */
    Report telling(Map<String, String> queries) {
        return new Report(
                passed,
                summary,
                servingIndex,
                candidateIndex,
                at,
                tookMs,
                checks.stream()
                        .map(check -> check.with(example -> example.search() == null
                                ? example
                                : new Example(
                                        example.userId(),
                                        example.search(),
                                        queries.get(example.search()),
                                        example.finding())))
                        .toList());
    }
}
