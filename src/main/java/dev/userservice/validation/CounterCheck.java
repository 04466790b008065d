package dev.userservice.validation;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.indexing.Proof;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Checks everybody, page by page: the rules in Postgres, then whether the index is the projection of the cache. */
@Component
class CounterCheck {

    private final ValidationRows rows;
    private final Proof proof;
    private final ValidationProperties properties;
    private final InstantSource clock;

    CounterCheck(ValidationRows rows, Proof proof, ValidationProperties properties, InstantSource clock) {
        this.rows = rows;
        this.proof = proof;
        this.properties = properties;
        this.clock = clock;
    }

    Report check(boolean repair) {
        Instant start = clock.instant();
        Map<Rule, Report.Finding> findings = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            findings.put(rule, Report.Finding.none(rule));
        }
        long users = 0;
        List<String> page = rows.ids("", properties.pageSize());
        while (!page.isEmpty()) {
            for (Rule rule : Rule.values()) {
                List<String> broken = check(rule, page, repair);
                findings.computeIfPresent(rule, (_, found) -> found.plus(broken, repair));
            }
            users += page.size();
            rows.renew(properties.lease());
            page = rows.ids(page.getLast(), properties.pageSize());
        }
        rows.renew(properties.lease());
        long differences = differences();
        return new Report(
                start,
                clock.instant(),
                repair,
                users,
                List.copyOf(findings.values()),
                differences < 0 ? "unknown" : differences == 0 ? "identical" : "different",
                Math.max(0, differences));
    }

    private List<String> check(Rule rule, List<String> ids, boolean repair) {
        List<String> broken = rows.broken(rule, ids);
        return repair && !broken.isEmpty() ? rows.repair(rule, broken) : broken;
    }

    // below zero if nobody can tell
    private long differences() {
        try {
            return proof.byDigest().differences();
        } catch (ElasticsearchUnavailableException e) {
            return -1;
        }
    }
}
