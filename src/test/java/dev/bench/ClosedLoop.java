package dev.bench;

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

    private static final long LONGEST_MICROS = 600_000_000;

    /** Of callers whose blocks tell the CPU of this service, too. */
    static ClosedLoop watching(Stage.Running service, int callers) {
        return new ClosedLoop(callers, Map.of("service", service.cpu()));
    }

    /** The same, and that of Elasticsearch. */
    static ClosedLoop watchingBoth(Stage.Running service, int callers) {
        return new ClosedLoop(callers, Map.of("service", service.cpu(), "elasticsearch", ProcessCpu.ofElasticsearch()));
    }

    /** How many tasks take so many seconds, going by the first few of them. */
    int tasksIn(double seconds, Callers arm, int few) throws Exception {
        return Math.max(callers, (int) (run(arm, 0, few).perSecond() * seconds));
    }

    /** Performs these tasks once. */
    Block run(Callers arm, int from, int count) throws Exception {
        List<Callers.Caller> connected = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                connected.add(arm.connect());
            }
            Map<String, Double> cpuBefore = cpu();
            long started = System.nanoTime();
            AtomicInteger next = new AtomicInteger(from);
            List<Callable<Histogram>> work = connected.stream()
                    .map(caller -> (Callable<Histogram>) () -> perform(caller, next, from + count))
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
            for (Callers.Caller caller : connected) {
                caller.close();
            }
        }
    }

    private static Histogram perform(Callers.Caller caller, AtomicInteger next, int end) throws Exception {
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        for (int task = next.getAndIncrement(); task < end; task = next.getAndIncrement()) {
            long started = System.nanoTime();
            caller.perform(task);
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
