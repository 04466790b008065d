package dev.bench;

import java.util.function.Function;

/** Something pairs of blocks are taken for: a ratio of them, and the name of the goal it is to reach. */
record Claim(String goal, Function<Pairs, Pairs.Ratio> ratio) {}
