package dev.bench;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws from a list as people name their children: the n-th choice has 1/n of the share of the first. */
final class Zipf<T> {

    private final List<T> choices;
    private final double[] shares;

    Zipf(List<T> choices) {
        this.choices = List.copyOf(choices);
        this.shares = new double[choices.size()];
        double sum = 0;
        for (int rank = 0; rank < shares.length; rank++) {
            sum += 1.0 / (rank + 1);
            shares[rank] = sum;
        }
    }

    T draw(RandomGenerator random) {
        int rank = Arrays.binarySearch(shares, random.nextDouble() * shares[shares.length - 1]);
        return choices.get(Math.min(rank < 0 ? -rank - 1 : rank, shares.length - 1));
    }
}
