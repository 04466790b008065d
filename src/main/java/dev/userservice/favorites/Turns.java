package dev.userservice.favorites;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes one list of several, with nobody twice: whoever comes first gives the reason. */
final class Turns {

    private final Set<String> seen = new HashSet<>();
    private final List<Candidate> taken = new ArrayList<>();

    private Turns() {}

    /** The first of each, then the second of each, and so on. */
    static List<Candidate> taken(List<List<Candidate>> lists) {
        Turns turns = new Turns();
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < longest; turn++) {
            for (List<Candidate> list : lists) {
                if (turn < list.size()) {
                    turns.take(list.get(turn));
                }
            }
        }
        return turns.taken;
    }

    static List<Candidate> oneAfterAnother(List<Candidate> first, List<Candidate> second) {
        Turns turns = new Turns();
        first.forEach(turns::take);
        second.forEach(turns::take);
        return turns.taken;
    }

    private void take(Candidate candidate) {
        if (seen.add(candidate.userId())) {
            taken.add(candidate);
        }
    }
}
