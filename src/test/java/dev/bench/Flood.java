package dev.bench;

import java.io.IOException;
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

    /** What became of the requests that were due in a part of the time. */
    record Slice(AtomicInteger degraded, AtomicInteger broken, Histogram answered, Histogram refused) {

        private static Slice empty() {
            return new Slice(
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new ConcurrentHistogram(LONGEST_MICROS, 3),
                    new ConcurrentHistogram(LONGEST_MICROS, 3));
        }
    }

    /** Sends so many requests in each of so many slices. */
    List<Slice> run(Arm arm, int inSlice, int slices) throws Exception {
        List<Slice> done = Stream.generate(Slice::empty).limit(slices).toList();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> work = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                work.add(threads.submit(() -> {
                    HttpConnection connection = new HttpConnection(arm.server());
                    for (int task = next.getAndIncrement(); task < inSlice * slices; task = next.getAndIncrement()) {
                        connection = send(arm, task, connection, start, done.get(task / inSlice));
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

    /** The connection to go on with: another one if this one broke. */
    private HttpConnection send(Arm arm, int task, HttpConnection connection, long start, Slice slice)
            throws IOException {
        long due = start + task * 1_000_000_000L / perSecond;
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
        try {
            long sent = System.nanoTime();
            int status = connection.send(arm.requests().apply(task).getFirst());
            long now = System.nanoTime();
            if (status == 200) {
                slice.answered().recordValue((now - due) / 1_000);
                slice.degraded().addAndGet(connection.text().contains("\"degraded\":true") ? 1 : 0);
            } else {
                slice.refused().recordValue((now - sent) / 1_000);
            }
            return connection;
        } catch (IOException e) {
            slice.broken().incrementAndGet();
            connection.close();
            return new HttpConnection(arm.server());
        }
    }
}
