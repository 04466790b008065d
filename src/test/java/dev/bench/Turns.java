package dev.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes two ways of working in turns (A B, B A, ...), so that whatever else the machine does meets both alike. */
final class Turns {

    private static final int MOST_LOOKS = 3;

    private Turns() {}

    /** A way of working, given the number of the turn. */
    @FunctionalInterface
    interface Work {
        Block block(int turn) throws Exception;
    }

    /**
     * Takes so many pairs and reports what they are for. As long as an interval lies on both sides of its goal and there is
     * time it takes as many again, twice at most, which ends with four times as many. Whoever looks more than once gets
     * intervals slightly too narrow, so the report says so.
     */
    static Pairs take(Report report, int pairs, Work one, Work other, Claim... claims) throws Exception {
        long started = System.nanoTime();
        Pairs taken = take(0, pairs, one, other);
        int looks = 1;
        while (looks < MOST_LOOKS
                && report.hasTimeFor(Duration.ofNanos(System.nanoTime() - started))
                && report.isUndecided(taken, List.of(claims))) {
            taken = taken.and(take(taken.pairs().size(), taken.pairs().size(), one, other));
            looks++;
        }
        for (Claim claim : claims) {
            report.add(claim.goal(), claim.ratio().apply(taken), taken.pairs().size(), looks);
        }
        return taken;
    }

    /** The same for arms that do the same so many tasks on connections. */
    static Pairs take(Report report, int pairs, ClosedLoop loop, List<Arm> arms, int tasks, Claim... claims)
            throws Exception {
        return take(
                report,
                pairs,
                turn -> loop.run(arms.getFirst(), turn * tasks, tasks),
                turn -> loop.run(arms.getLast(), turn * tasks, tasks),
                claims);
    }

    private static Pairs take(int from, int pairs, Work one, Work other) throws Exception {
        List<Pairs.Pair> done = new ArrayList<>();
        for (int turn = from; turn < from + pairs; turn++) {
            if (turn % 2 == 0) {
                Block first = one.block(turn);
                done.add(new Pairs.Pair(first, other.block(turn)));
            } else {
                Block first = other.block(turn);
                done.add(new Pairs.Pair(one.block(turn), first));
            }
        }
        return new Pairs(List.copyOf(done));
    }
}
