package dev.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * So many requests a second whether answers come or not, each timed from when it was due: what waits for a slow answer
 * counts as slow too. The blocks tell how late it was itself at most, in milliseconds, with 99 of 100 of those that it had
 * to wait for.
 */
record OpenLoop(int perSecond, int connections) {

    private static final long LONGEST_MICROS = 60_000_000;

    /** Performs these tasks once. */
    Block run(Arm arm, int from, int count) throws InterruptedException {
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        Histogram late = new ConcurrentHistogram(LONGEST_MICROS, 3);
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Callable<Histogram>> work = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                work.add(() -> perform(arm, start, next, from, count, late));
            }
            Histogram all = new Histogram(LONGEST_MICROS, 3);
            for (Future<Histogram> part : threads.invokeAll(work)) {
                all.add(part.get());
            }
            double millisLate = late.getValueAtPercentile(99) / 1e3;
            return new Block(count, (System.nanoTime() - start) / 1e9, all, Map.of("late", millisLate));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    private Histogram perform(Arm arm, long start, AtomicInteger next, int from, int count, Histogram late)
            throws IOException {
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        try (HttpConnection connection = new HttpConnection(arm.server())) {
            for (int task = next.getAndIncrement(); task < count; task = next.getAndIncrement()) {
                long due = start + task * 1_000_000_000L / perSecond;
                if (System.nanoTime() < due) {
                    waitUntil(due);
                    late.recordValue((System.nanoTime() - due) / 1_000);
                }
                arm.perform(from + task, connection);
                micros.recordValue((System.nanoTime() - due) / 1_000);
            }
        }
        return micros;
    }

    private static void waitUntil(long due) {
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
    }
}
