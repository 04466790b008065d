package dev.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * Blocks of two arms, taken in turns. Only ratios of neighbours are believed. The interval of a mean is Student's, as that
 * of a bootstrap is too narrow for so few pairs; that of a percentile is a bootstrap's over the pairs.
 */
record Pairs(List<Pair> pairs) {

    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.025;
    // each end 2.5 %, by degrees of freedom, the last for all that are more
    private static final double[] STUDENT = {
        Double.POSITIVE_INFINITY,
        12.706,
        4.303,
        3.182,
        2.776,
        2.571,
        2.447,
        2.365,
        2.306,
        2.262,
        2.228,
        2.201,
        2.179,
        2.160,
        2.145,
        2.131,
        2.120,
        2.110,
        2.101,
        2.093,
        2.086
    };

    /** Two neighbours that did the same tasks. */
    record Pair(Block one, Block other) {}

    /** A ratio of one arm to the other, and the interval that should hold it in 95 of 100 cases. */
    record Ratio(double value, double low, double high) {}

    /** All latencies of one arm, {@code Pair::one} or {@code Pair::other}. */
    Histogram micros(Function<Pair, Block> arm) {
        return micros(pairs, arm);
    }

    /** Tasks a second of one arm, the mean of its blocks. */
    double perSecond(Function<Pair, Block> arm) {
        return pairs.stream().map(arm).mapToDouble(Block::perSecond).average().orElseThrow();
    }

    /** What one arm spent of this for a task. */
    double spent(Function<Pair, Block> arm, String resource) {
        return pairs.stream()
                        .map(arm)
                        .mapToDouble(block -> block.spent().get(resource))
                        .sum()
                / pairs.stream().map(arm).mapToInt(Block::tasks).sum();
    }

    /** Requests a second of one for each of the other. */
    Ratio throughput() {
        return mean(pair -> pair.one().perSecond() / pair.other().perSecond());
    }

    /** Latency of one, at this percentile, for each millisecond of the other's. */
    Ratio latency(double percentile) {
        return ratio(sample -> percentile(sample, Pair::one, percentile) / percentile(sample, Pair::other, percentile));
    }

    /** Tasks of one for each unit of this that was spent, to those of the other. */
    Ratio tasksFor(String resource) {
        return mean(pair -> tasksFor(resource, pair.one()) / tasksFor(resource, pair.other()));
    }

    private static double tasksFor(String resource, Block block) {
        return block.tasks() / block.spent().get(resource);
    }

    /**
     * CPU time of one process for each millisecond that another needed for the first arm. What the process does while the
     * other arm has its turn is its own, too: work that it puts off, or does anyway.
     */
    Ratio cpu(String process, String of) {
        return mean(
                pair -> (pair.one().spent().get(process) + pair.other().spent().get(process))
                        / pair.one().spent().get(of));
    }

    private static double percentile(List<Pair> sample, Function<Pair, Block> arm, double percentile) {
        return micros(sample, arm).getValueAtPercentile(percentile);
    }

    private static Histogram micros(List<Pair> sample, Function<Pair, Block> arm) {
        Histogram all = new Histogram(arm.apply(sample.getFirst()).micros());
        all.reset();
        sample.forEach(pair -> all.add(arm.apply(pair).micros()));
        return all;
    }

    /** The geometric mean of what the pairs say. */
    private Ratio mean(ToDoubleFunction<Pair> ratio) {
        double[] logs = pairs.stream()
                .mapToDouble(pair -> Math.log(ratio.applyAsDouble(pair)))
                .toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        double squares =
                Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
        int freedom = logs.length - 1;
        double student = STUDENT[Math.min(freedom, STUDENT.length - 1)];
        double margin = freedom == 0 ? student : student * Math.sqrt(squares / freedom / logs.length);
        return new Ratio(Math.exp(mean), Math.exp(mean - margin), Math.exp(mean + margin));
    }

    private Ratio ratio(ToDoubleFunction<List<Pair>> statistic) {
        Random random = new Random(1);
        double[] resampled = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            resampled[i] = statistic.applyAsDouble(random.ints(pairs.size(), 0, pairs.size())
                    .mapToObj(pairs::get)
                    .toList());
        }
        Arrays.sort(resampled);
        return new Ratio(
                statistic.applyAsDouble(pairs),
                resampled[(int) (RESAMPLES * TAIL)],
                resampled[(int) (RESAMPLES * (1 - TAIL)) - 1]);
    }
}
