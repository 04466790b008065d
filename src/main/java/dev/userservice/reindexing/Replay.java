package dev.userservice.reindexing;

import dev.userservice.indexing.TrialSearches;
import dev.userservice.indexing.TrialSearches.Search;
import dev.userservice.reindexing.Report.Check;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes the latest real searches once more, on both indexes. */
@Component
class Replay {

    /** Whoever is not among so many hits of a search is lost to it. */
    private static final int FAR_DOWN = 100;

    private final TrialSearches trials;
    private final BothIndexes indexes;
    private final RehearsalProperties properties;

    Replay(TrialSearches trials, BothIndexes indexes, RehearsalProperties properties) {
        this.trials = trials;
        this.indexes = indexes;
        this.properties = properties;
    }

    List<Check> checks(Candidacy candidacy) {
        return new ReplayChecks(replayed(candidacy), candidacy.thresholds(), properties.examples()).all();
    }

    private List<Replayed> replayed(Candidacy candidacy) {
        List<Search> searches = trials.latest(properties.searches());
        List<Replayed> first = new ArrayList<>();
        for (Search search : searches) {
            first.add(look(search, candidacy, first.size()));
        }
        // a second time for the times: of a new index nothing is in memory yet
        List<Replayed> timed = new ArrayList<>();
        for (Replayed replayed : first) {
            timed.add(replayed.timed(indexes.ask(replayed.search(), candidacy, timed.size() + 1)));
        }
        return timed;
    }

    // again if they differ: somebody may have changed between the two answers
    private Replayed look(Search search, Candidacy candidacy, int turn) {
        Replayed replayed = Replayed.of(search, indexes.ask(search, candidacy, turn));
        if (replayed.overlap() == 1) {
            return replayed;
        }
        Replayed further = lookFurther(search, candidacy, turn);
        return further.lost() == 0 ? further : fewerLost(further, lookFurther(search, candidacy, turn + 1));
    }

    private Replayed lookFurther(Search search, Candidacy candidacy, int turn) {
        return Replayed.of(search, indexes.ask(search, candidacy, turn, FAR_DOWN));
    }

    private static Replayed fewerLost(Replayed one, Replayed other) {
        return one.lost() <= other.lost() ? one : other;
    }
}
