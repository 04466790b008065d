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
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** So many callers at once, each with a connection of its own, each asking as soon as it has its answer. */
record ClosedLoop(int callers, Map<String, ProcessCpu> processes) {

    private static final long LONGEST_MICROS = 60_000_000;

    /** Performs these tasks once. */
    Block run(Arm arm, int from, int count) throws IOException, InterruptedException {
        List<HttpConnection> connections = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                connections.add(new HttpConnection(arm.server()));
            }
            Map<String, Double> cpuBefore = cpu();
            long started = System.nanoTime();
            AtomicInteger next = new AtomicInteger(from);
            List<Callable<Histogram>> work = connections.stream()
                    .map(connection -> (Callable<Histogram>) () -> perform(arm, connection, next, from + count))
                    .toList();
            Histogram all = new Histogram(LONGEST_MICROS, 3);
            for (Future<Histogram> part : threads.invokeAll(work)) {
                all.add(part.get());
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            Map<String, Double> cpu = cpu();
            cpu.replaceAll((process, millis) -> millis - cpuBefore.get(process));
            return new Block(count, seconds, all, cpu);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            for (HttpConnection connection : connections) {
                connection.close();
            }
        }
    }

    private static Histogram perform(Arm arm, HttpConnection connection, AtomicInteger next, int end)
            throws IOException {
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        for (int task = next.getAndIncrement(); task < end; task = next.getAndIncrement()) {
            long started = System.nanoTime();
            arm.perform(task, connection);
            micros.recordValue((System.nanoTime() - started) / 1_000);
        }
        return micros;
    }

    private Map<String, Double> cpu() {
        return processes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, process -> process.getValue().millis()));
    }
}
