package dev.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** More requests a second than can be answered, whatever comes of them; unlike in an open loop refusals are expected. */
record Flood(int perSecond, int connections) {

    private static final long LONGEST_MICROS = 600_000_000;

    /** What came of the requests in a part of the time; latencies count from when they were due. */
    record Slice(AtomicInteger degraded, AtomicInteger broken, Histogram answered, Histogram refused) {

        private static Slice empty() {
            return new Slice(
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new ConcurrentHistogram(LONGEST_MICROS, 3),
                    new ConcurrentHistogram(LONGEST_MICROS, 3));
        }
    }

    /** Sends for so many slices of time; the last slice that is returned is of answers that came after that. */
    List<Slice> run(Arm arm, Duration slice, int slices) throws Exception {
        List<Slice> done = Stream.generate(Slice::empty).limit(slices + 1).toList();
        Times times = new Times(System.nanoTime(), slice.toNanos(), slices);
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> work = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                work.add(threads.submit(() -> {
                    HttpConnection connection = new HttpConnection(arm.server());
                    while (times.slice() < slices) {
                        connection = send(arm, next.getAndIncrement(), connection, times, done);
                    }
                    connection.close();
                    return null;
                }));
            }
            for (Future<Void> sender : work) {
                sender.get();
            }
        }
        return done;
    }

    private record Times(long start, long nanos, int slices) {

        /** Which one it is now. */
        int slice() {
            return (int) Math.min(slices, (System.nanoTime() - start) / nanos);
        }
    }

    /** The connection to go on with: another one if this one broke. */
    private HttpConnection send(Arm arm, int task, HttpConnection connection, Times times, List<Slice> slices)
            throws IOException {
        long due = times.start() + task * 1_000_000_000L / perSecond;
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
        try {
            long sent = System.nanoTime();
            int status = connection.send(arm.requests().apply(task).getFirst());
            long now = System.nanoTime();
            Slice slice = slices.get(times.slice());
            if (status == 200) {
                slice.answered().recordValue((now - due) / 1_000);
                slice.degraded().addAndGet(connection.text().contains("\"degraded\":true") ? 1 : 0);
            } else {
                slice.refused().recordValue((now - sent) / 1_000);
            }
            return connection;
        } catch (IOException e) {
            slices.get(times.slice()).broken().incrementAndGet();
            connection.close();
            return new HttpConnection(arm.server());
        }
    }
}
