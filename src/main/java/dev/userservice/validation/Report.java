package dev.userservice.validation;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a check of everybody found. {@code index} is {@code identical}, {@code different}, or {@code unknown} while
 * Elasticsearch is away; it is repaired by the drift control.
 */
record Report(
        Instant startedAt,
        Instant finishedAt,
        boolean repair,
        long users,
        List<Finding> findings,
        String index,
        long indexDifferences) {

    /** Who breaks a rule: how many, how many of them are put right, and some of their ids. */
    record Finding(String rule, long users, long repaired, List<String> examples) {

        private static final int MOST_EXAMPLES = 20;

        static Finding none(Rule rule) {
            return new Finding(rule.word(), 0, 0, List.of());
        }

        Finding plus(List<String> more, boolean areRepaired) {
            List<String> all = Stream.concat(examples.stream(), more.stream())
                    .limit(MOST_EXAMPLES)
                    .toList();
            return new Finding(rule, users + more.size(), repaired + (areRepaired ? more.size() : 0), all);
        }
    }

    /** How many findings are not put right. */
    long open() {
        return findings.stream()
                .mapToLong(finding -> finding.users() - finding.repaired())
                .sum();
    }
}
