package dev.userservice.reindexing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.userservice.indexing.Difference;
import dev.userservice.indexing.IndexComparison;
import dev.userservice.indexing.IndexQueue;
import dev.userservice.indexing.Proof;
import dev.userservice.reindexing.Report.Check;
import dev.userservice.reindexing.Report.Example;
import dev.userservice.reindexing.Report.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Checks that the new index holds the documents of all users and no others, while changes go on: a user differs who is
 * not on the way through the queue, and does so still when looked at again.
 */
@Component
class DocumentCheck {

    private static final String NAME = "documents";

    private final Proof proof;
    private final IndexComparison comparison;
    private final IndexQueue queue;
    private final RehearsalProperties properties;

    DocumentCheck(Proof proof, IndexComparison comparison, IndexQueue queue, RehearsalProperties properties) {
        this.proof = proof;
        this.comparison = comparison;
        this.queue = queue;
        this.properties = properties;
    }

    Check of(Candidacy candidacy) {
        try {
            Proof.Findings found = proof.of(candidacy.candidate()).byDigest();
            candidacy.checkpoint().pass();
            List<Difference> first = found.ranges().stream()
                    .flatMap(range -> range.differences().stream())
                    .toList();
            return check(candidacy, found, comparison.in(candidacy.candidate()).still(first));
        } catch (ElasticsearchException e) {
            String sentence = "%s cannot be compared with the database: Elasticsearch says %s."
                    .formatted(candidacy.candidate(), e.error().type());
            return new Check(NAME, Verdict.FAILED, sentence, Map.of(), Map.of(), List.of());
        }
    }

    private Check check(Candidacy candidacy, Proof.Findings found, List<Difference> differences) {
        long allowed = candidacy.thresholds().differences();
        Map<String, Long> kinds = differences.stream()
                .collect(groupingBy(difference -> difference.kind().wireName(), TreeMap::new, counting()));
        Map<String, Double> figures = new TreeMap<>();
        kinds.forEach((kind, count) -> figures.put(kind, count.doubleValue()));
        figures.put("users", (double) found.cache());
        figures.put("documents", (double) found.index());
        figures.put("differences", (double) differences.size());
        figures.put("waiting", (double) queue.backlog().depth());
        return new Check(
                NAME,
                Verdict.of(found.complete() && differences.size() <= allowed),
                sentence(found, kinds, differences.size(), allowed),
                figures,
                Map.of("differences", (double) allowed),
                differences.stream()
                        .limit(properties.examples())
                        .map(difference -> Example.ofUser(
                                difference.userId(), difference.kind().wireName()))
                        .toList());
    }

    private static String sentence(Proof.Findings found, Map<String, Long> kinds, int differences, long allowed) {
        if (differences == 0) {
            return String.format(
                    Locale.ROOT, "The documents of all %,d users are there and as they should be.", found.cache());
        }
        String which = kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(joining(", "));
        return String.format(
                Locale.ROOT,
                "Of %,d users %s%,d differ (%s); allowed are %,d.",
                found.cache(),
                found.complete() ? "" : "at least ",
                differences,
                which,
                allowed);
    }
}
