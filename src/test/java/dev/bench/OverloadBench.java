package dev.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Measures what is left of a service that is asked three times what it can answer: how many good answers come meanwhile,
 * how fast the others are refused, and how soon all is as before.
 */
final class OverloadBench {

    private static final int CALLERS = 16;
    private static final int CONNECTIONS = 400;
    private static final int TIMES = 3;
    private static final int SLICES = 6;
    private static final int WARM_UPS = 4;
    private static final int SLICE_SECONDS = 3;
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final double OF_CAPACITY_AS_USUAL = 0.3;
    private static final int WINDOWS = 60;
    private static final double AS_BEFORE = 1.5;
    private static final double REFUSAL_MILLIS = 5;
    private static final double RECOVERY_SECONDS = 3;

    private final Stage stage;
    private final Report report;
    private final Arm service;
    private final ClosedLoop loop;

    OverloadBench(Setting setting) {
        this.stage = setting.stage();
        this.report = setting.report();
        Stage.Running running = stage.quietService();
        this.service = Arm.of("service", running.url(), Setting.requests(setting.questions()));
        this.loop = ClosedLoop.watching(running, CALLERS);
    }

    void run() throws Exception {
        stage.warmUpQuietService(service, loop);
        int perSecond = (int) loop.run(service, 0, 1_000).perSecond();
        List<Block> capacity = new ArrayList<>(capacity(perSecond));
        Flood usual = new Flood((int) Math.max(2, perSecond * OF_CAPACITY_AS_USUAL), CALLERS);
        Duration slice = Duration.ofSeconds(SLICE_SECONDS);
        Flood flood = new Flood(TIMES * perSecond, CONNECTIONS);
        // refusing is code that nobody has needed yet
        flood.run(service, slice, WARM_UPS);
        double before = p99(sum(usual.run(service, slice, 1), Flood.Slice::answered));
        List<Flood.Slice> flooded = flood.run(service, slice, SLICES).subList(0, SLICES);
        double recovery = recovery(usual, before);
        capacity.addAll(capacity(perSecond));
        report(perSecond, flooded, capacity);
        report.add("overload: until searches are as fast as before, of 3 s", recovery / RECOVERY_SECONDS);
    }

    private List<Block> capacity(int perSecond) throws Exception {
        List<Block> blocks = new ArrayList<>();
        for (int block = 0; block < SLICES / 2; block++) {
            int tasks = perSecond * SLICE_SECONDS / 2;
            blocks.add(loop.run(service, block * tasks, tasks));
        }
        return blocks;
    }

    private void report(int perSecond, List<Flood.Slice> flooded, List<Block> capacity) {
        List<Pairs.Pair> pairs = new ArrayList<>();
        for (int slice = 0; slice < SLICES; slice++) {
            Histogram answered = flooded.get(slice).answered();
            int degraded = flooded.get(slice).degraded().get();
            // none at all has no logarithm
            int good = (int) Math.max(1, answered.getTotalCount() - degraded);
            pairs.add(new Pairs.Pair(new Block(good, SLICE_SECONDS, answered, Map.of()), capacity.get(slice)));
        }
        report.add(
                "overload: good answers/s at three times the capacity, of the capacity",
                new Pairs(pairs).throughput(),
                SLICES);
        note(perSecond, flooded);
    }

    private void note(int perSecond, List<Flood.Slice> flooded) {
        Histogram answered = sum(flooded, Flood.Slice::answered);
        Histogram refused = sum(flooded, Flood.Slice::refused);
        int degraded =
                flooded.stream().mapToInt(slice -> slice.degraded().get()).sum();
        double all = answered.getTotalCount() / (double) (SLICES * SLICE_SECONDS);
        report.note(
                "overload: with those that Postgres gives, or that forgive no typing errors, %.0f/s, %.2f of the capacity"
                        .formatted(all, all / perSecond));
        report.add("overload: the median refusal, of 5 ms", refused.getValueAtPercentile(50) / 1e3 / REFUSAL_MILLIS);
        report.note(
                "overload: capacity %d/s, %d callers; asked %d/s on %d connections for %d s: %,d good answers (%,d degraded), p50 %.0f ms, p99 %.0f ms from when they were due; %,d refused, p50 %.1f ms, p99 %.1f ms; %,d broken"
                        .formatted(
                                perSecond,
                                CALLERS,
                                TIMES * perSecond,
                                CONNECTIONS,
                                SLICES * SLICE_SECONDS,
                                answered.getTotalCount(),
                                degraded,
                                answered.getValueAtPercentile(50) / 1e3,
                                p99(answered),
                                refused.getTotalCount(),
                                refused.getValueAtPercentile(50) / 1e3,
                                p99(refused),
                                flooded.stream()
                                        .mapToInt(slice -> slice.broken().get())
                                        .sum()));
    }

    /** Seconds, in windows of half a one at the usual rate, until one is as fast as before; all of them if none is. */
    private double recovery(Flood usual, double before) throws Exception {
        long started = System.nanoTime();
        boolean isAsBefore = false;
        for (int window = 0; window < WINDOWS && !isAsBefore; window++) {
            List<Flood.Slice> slices = usual.run(service, WINDOW, 1);
            isAsBefore = sum(slices, Flood.Slice::refused).getTotalCount() == 0
                    && p99(sum(slices, Flood.Slice::answered)) <= AS_BEFORE * before;
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private static Histogram sum(List<Flood.Slice> slices, Function<Flood.Slice, Histogram> part) {
        Histogram all = new Histogram(3);
        slices.forEach(slice -> all.add(part.apply(slice)));
        return all;
    }

    private static double p99(Histogram micros) {
        return micros.getValueAtPercentile(99) / 1e3;
    }
}
