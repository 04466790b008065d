package dev.userservice.reindexing;

import dev.userservice.indexing.TrialSearches;
import dev.userservice.reindexing.Report.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tries a new index before anybody is shown it: whether it holds everybody, and finds them as well as the old one. */
@Component
class Rehearsal {

    private final DocumentCheck documents;
    private final GoldenQueries golden;
    private final Replay replay;
    private final TrialSearches trials;
    private final InstantSource clock;

    Rehearsal(DocumentCheck documents, GoldenQueries golden, Replay replay, TrialSearches trials, InstantSource clock) {
        this.documents = documents;
        this.golden = golden;
        this.replay = replay;
        this.trials = trials;
        this.clock = clock;
    }

    /** Takes as long as some thousand searches one after another; passes the checkpoint before each. */
    Report of(Candidacy candidacy) {
        Instant start = clock.instant();
        List<Check> checks = new ArrayList<>();
        checks.add(documents.of(candidacy));
        checks.addAll(golden.checks(candidacy));
        checks.addAll(replay.checks(candidacy));
        long tookMs = Duration.between(start, clock.instant()).toMillis();
        return Report.of(candidacy, start, tookMs, checks);
    }

    /** A kept report for somebody to read, with the texts of those searches that are popular at this moment. */
    Report telling(Report report) {
        return report.telling(trials.popular(report.searches()));
    }
}
