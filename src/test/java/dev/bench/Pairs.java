package dev.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Blocks of two arms, taken in turns. Only ratios of neighbours are believed, with a bootstrap interval over the pairs.
 */
record Pairs(List<Pair> pairs) {

    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.025;

    /** Two neighbours that did the same tasks. */
    record Pair(Block one, Block other) {}

    /** A ratio of one arm to the other, and the interval that holds 95 % of its resamples. */
    record Ratio(double value, double low, double high) {}

    /** These and more of the same. */
    Pairs and(Pairs more) {
        return new Pairs(Stream.concat(pairs.stream(), more.pairs().stream()).toList());
    }

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
        return ratio(sample -> Math.exp(sample.stream()
                .mapToDouble(
                        pair -> Math.log(pair.one().perSecond() / pair.other().perSecond()))
                .average()
                .orElseThrow()));
    }

    /** Latency of one, at this percentile, for each millisecond of the other's. */
    Ratio latency(double percentile) {
        return ratio(sample -> percentile(sample, Pair::one, percentile) / percentile(sample, Pair::other, percentile));
    }

    /** Tasks of one for each unit of this that was spent, to those of the other. */
    Ratio tasksFor(String resource) {
        return ratio(sample -> Math.exp(sample.stream()
                .mapToDouble(pair -> Math.log(tasksFor(resource, pair.one()) / tasksFor(resource, pair.other())))
                .average()
                .orElseThrow()));
    }

    private static double tasksFor(String resource, Block block) {
        return block.tasks() / block.spent().get(resource);
    }

    /** CPU time of one process for each millisecond of another, while the first arm worked. */
    Ratio cpu(String process, String of) {
        return ratio(sample -> sum(sample, process) / sum(sample, of));
    }

    private static double sum(List<Pair> sample, String process) {
        return sample.stream()
                .mapToDouble(pair -> pair.one().spent().get(process))
                .sum();
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
