package dev.bench;

import java.util.ArrayList;
import java.util.List;

/** Takes two ways of working in turns (A B, B A, ...), where a block is more than requests on connections. */
final class Turns {

    private Turns() {}

    /** A way of working, given the number of the turn. */
    @FunctionalInterface
    interface Work {
        Block block(int turn) throws Exception;
    }

    static Pairs take(int pairs, Work one, Work other) throws Exception {
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
