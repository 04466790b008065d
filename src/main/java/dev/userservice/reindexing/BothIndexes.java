package dev.userservice.reindexing;

import dev.userservice.indexing.TrialSearches;
import dev.userservice.indexing.TrialSearches.Outcome;
import dev.userservice.indexing.TrialSearches.Search;
import org.springframework.stereotype.Component;

/** Asks both indexes the same, one search at a time, so that whoever really searches has the rest of the cluster. */
@Component
class BothIndexes {

    /** As many hits as people look at. */
    static final int SHOWN = 10;

    private final TrialSearches trials;

    BothIndexes(TrialSearches trials) {
        this.trials = trials;
    }

    /** What each of the two answers. */
    record Answers(Outcome serving, Outcome candidate) {}

    Answers ask(Search search, Candidacy candidacy, int turn) {
        return ask(search, candidacy, turn, SHOWN);
    }

    /** With so many hits of the candidate; the two take turns in being first, for the second may profit from the first. */
    Answers ask(Search search, Candidacy candidacy, int turn, int hitsOfCandidate) {
        candidacy.checkpoint().pass();
        if (turn % 2 == 0) {
            Outcome serving = trials.run(search, candidacy.serving(), SHOWN);
            return new Answers(serving, trials.run(search, candidacy.candidate(), hitsOfCandidate));
        }
        Outcome candidate = trials.run(search, candidacy.candidate(), hitsOfCandidate);
        return new Answers(trials.run(search, candidacy.serving(), SHOWN), candidate);
    }
}
