package dev.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * Blocks of two arms, taken in turns (A B, B A, ...) on the same tasks, so that whatever else the machine does meets both
 * alike. Only ratios of neighbours are believed, with a bootstrap interval over the pairs.
 */
record Pairs(List<Pair> pairs) {

    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.025;

    /** Two neighbours that did the same tasks. */
    record Pair(Block one, Block other) {}

    /** A ratio of one arm to the other, and the interval that holds 95 % of its resamples. */
    record Ratio(double value, double low, double high) {}

    static Pairs run(ClosedLoop loop, Arm one, Arm other, int pairs, int tasks)
            throws IOException, InterruptedException {
        List<Pair> done = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            int from = i * tasks;
            if (i % 2 == 0) {
                Block first = loop.run(one, from, tasks);
                done.add(new Pair(first, loop.run(other, from, tasks)));
            } else {
                Block first = loop.run(other, from, tasks);
                done.add(new Pair(loop.run(one, from, tasks), first));
            }
        }
        return new Pairs(List.copyOf(done));
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

    /** CPU time of one process for each millisecond of another, while the first arm worked. */
    Ratio cpu(String process, String of) {
        return ratio(sample -> sum(sample, process) / sum(sample, of));
    }

    private static double sum(List<Pair> sample, String process) {
        return sample.stream()
                .mapToDouble(pair -> pair.one().cpuMillis().get(process))
                .sum();
    }

    private static double percentile(
            List<Pair> sample, java.util.function.Function<Pair, Block> arm, double percentile) {
        Histogram all = new Histogram(sample.getFirst().one().micros());
        all.reset();
        sample.forEach(pair -> all.add(arm.apply(pair).micros()));
        return all.getValueAtPercentile(percentile);
    }

    private Ratio ratio(ToDoubleFunction<List<Pair>> statistic) {
        Random random = new Random(1);
        double[] resampled = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            resampled[i] = statistic.applyAsDouble(random.ints(pairs.size(), 0, pairs.size())
                    .mapToObj(pairs::get)
                    .toList());
        }
        java.util.Arrays.sort(resampled);
        return new Ratio(
                statistic.applyAsDouble(pairs),
                resampled[(int) (RESAMPLES * TAIL)],
                resampled[(int) (RESAMPLES * (1 - TAIL)) - 1]);
    }
}
