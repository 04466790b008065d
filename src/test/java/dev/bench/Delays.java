package dev.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How long changes took, by the second they began in. Those of about the same time are slow or fast together, so the
 * interval is that of whole seconds drawn by chance.
 */
final class Delays {

    private static final int RESAMPLES = 2_000;

    private final Map<Long, List<Double>> bySecond = new TreeMap<>();

    void add(long startedNanos, long endedNanos) {
        bySecond.computeIfAbsent(startedNanos / 1_000_000_000, _ -> new ArrayList<>())
                .add((endedNanos - startedNanos) / 1e6);
    }

    int count() {
        return bySecond.values().stream().mapToInt(List::size).sum();
    }

    /** So many of 100 took at most so many milliseconds. */
    double percentile(int percent) {
        return percentile(List.copyOf(bySecond.values()), percent);
    }

    /** The same, of so many milliseconds. */
    Pairs.Ratio percentile(int percent, double ofMillis) {
        List<List<Double>> seconds = List.copyOf(bySecond.values());
        Random random = new Random(1);
        double[] resampled = IntStream.range(0, RESAMPLES)
                .mapToDouble(_ -> percentile(drawn(seconds, random), percent))
                .sorted()
                .toArray();
        return new Pairs.Ratio(
                percentile(percent) / ofMillis,
                resampled[RESAMPLES / 40] / ofMillis,
                resampled[RESAMPLES - 1 - RESAMPLES / 40] / ofMillis);
    }

    private static List<List<Double>> drawn(List<List<Double>> seconds, Random random) {
        return random.ints(seconds.size(), 0, seconds.size())
                .mapToObj(seconds::get)
                .toList();
    }

    private static double percentile(List<List<Double>> seconds, int percent) {
        double[] all = seconds.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return all[Math.min(all.length - 1, all.length * percent / 100)];
    }
}
