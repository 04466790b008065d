package dev.bench;

import java.util.ArrayList;
import java.util.List;

/** Takes two ways of working in turns (A B, B A, ...), so that whatever else the machine does meets both alike. */
final class Turns {

    private Turns() {}

    /** A way of working, given the number of the turn. */
    @FunctionalInterface
    interface Work {
        Block block(int turn) throws Exception;
    }

    /**
     * Takes so many pairs and reports what they are for. The number is fixed beforehand, as whoever looks whether it
     * suffices and goes on if not finds too much; it is even, so that each way is the first as often as the other.
     */
    static Pairs take(Report report, int pairs, Work one, Work other, Claim... claims) throws Exception {
        if (pairs % 2 != 0) {
            throw new IllegalArgumentException("An odd number of pairs: " + pairs);
        }
        Pairs taken = take(pairs, one, other);
        for (Claim claim : claims) {
            report.add(claim.goal(), claim.ratio().apply(taken), pairs);
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

    private static Pairs take(int pairs, Work one, Work other) throws Exception {
        List<Pairs.Pair> done = new ArrayList<>();
        for (int turn = 0; turn < pairs; turn++) {
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
