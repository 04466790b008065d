package dev.userservice.sync;

import dev.userservice.indexing.Difference;
import dev.userservice.indexing.IndexComparison;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One step of the drift control: claim a range, compare it, note down and repair what differs. */
@Component
class DriftStep {

    private static final int MOST_OPEN = 500;
    private static final int MOST_NAMELESS = 100;
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(DriftStep.class);

    private final DriftRanges ranges;
    private final IndexComparison comparison;
    private final SourceComparison source;
    private final DriftFindings findings;
    private final DriftRepair repair;
    private final DriftMetrics metrics;
    private final DriftProperties properties;

    DriftStep(
            DriftRanges ranges,
            IndexComparison comparison,
            SourceComparison source,
            DriftFindings findings,
            DriftRepair repair,
            DriftMetrics metrics,
            DriftProperties properties) {
        this.ranges = ranges;
        this.comparison = comparison;
        this.source = source;
        this.findings = findings;
        this.repair = repair;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** How many users were compared, and how many of them differed. */
    record Taken(int users, int found) {}

    /** Compares a range last compared before this moment, if there is one. */
    Optional<Taken> take(Instant before, boolean repairing) {
        return ranges.claim(before, properties.lease()).map(lease -> {
            try {
                return take(lease, repairing);
            } catch (RuntimeException e) {
                // at once, a range that always fails would be all that is ever compared
                ranges.postpone(lease, REST_AFTER_FAILURE);
                throw e;
            }
        });
    }

    private Taken take(DriftRanges.Lease lease, boolean repairing) {
        IndexComparison.Page page = comparison.first(lease.range(), properties.step());
        // first, because whoever it corrects is on the way to the index
        source.compare(page.covered());
        List<Difference> differences = new ArrayList<>(comparison.still(page.differences()));
        if (lease.range().after().isEmpty()) {
            differences.addAll(comparison.nameless(MOST_NAMELESS));
        }
        tell(differences.stream().filter(this::isNew).toList());
        if (repairing) {
            differences.forEach(this::repair);
        }
        ranges.verified(lease, page);
        int users = Math.max(page.rows(), page.documents());
        metrics.verified(users);
        return new Taken(users, differences.size());
    }

    private boolean isNew(Difference difference) {
        boolean isNew = findings.add(difference);
        if (isNew) {
            metrics.found(difference.kind());
        }
        return isNew;
    }

    // one line a step, for there can be as many differences as users
    private static void tell(List<Difference> found) {
        if (!found.isEmpty()) {
            Difference first = found.getFirst();
            log.warn(
                    "{} documents differ from the cache; that of user {} is {}",
                    found.size(),
                    first.userId(),
                    first.kind().wireName());
        }
    }

    private void repair(Difference difference) {
        if (findings.attempt(difference.userId(), 0)) {
            repair.repair(difference, 0);
        }
    }

    /** Lets the next steps see what was written up to now. */
    void refresh() {
        comparison.refresh();
    }

    /** Looks after what was found before: notes what is gone, and repairs once more what is not. */
    void settle() {
        List<DriftFindings.Finding> open = findings.open(MOST_OPEN);
        if (open.isEmpty()) {
            return;
        }
        List<String> ids = open.stream().map(DriftFindings.Finding::userId).toList();
        Set<String> gone = new HashSet<>(ids);
        gone.removeAll(comparison.waiting(ids));
        List<Difference> differences = comparison.verified(gone);
        for (Difference difference : differences) {
            gone.remove(difference.userId());
            open.stream()
                    .filter(finding -> finding.userId().equals(difference.userId()) && finding.attempts() > 0)
                    .filter(finding -> findings.attempt(finding.userId(), finding.attempts()))
                    .forEach(finding -> repair.repair(difference, finding.attempts()));
        }
        findings.repaired(gone).forEach(metrics::repaired);
    }
}
