package dev.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * Measures how fast a new index is filled from Postgres, against raw {@code _bulk} of the very same documents in the same
 * batches, as many at once, into an index of the same mapping and settings.
 */
final class RebuildBench {

    private static final String SCRATCH = "bench-raw";
    private static final int BATCH = 1_000;
    private static final int AT_ONCE = 2;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Map<String, Object> WHILE_FILLED =
            Map.of("refresh_interval", "-1", "auto_expand_replicas", "false", "number_of_replicas", 0);

    private final Stage stage;
    private final Report report;
    private final Scale scale;
    private final int users;

    RebuildBench(Stage stage, Report report, Scale scale) {
        this.stage = stage;
        this.report = report;
        this.scale = scale;
        this.users = scale.users();
    }

    void run() throws Exception {
        Stage.Running service = stage.quietService();
        RebuildRun.cancelLeftOver(stage, service);
        try (HttpConnection elasticsearch = new HttpConnection(stage.elasticsearch())) {
            List<byte[]> portions = RawDocuments.portions(elasticsearch, SCRATCH, users, BATCH, 1);
            report.note("rebuild, %,d users: the service holds at most %.0f MiB of heap"
                    .formatted(users, mostHeld(service)));
            raw(elasticsearch, portions);
            Pairs pairs = Turns.take(
                    report,
                    scale.rebuilds(),
                    _ -> rebuild(service),
                    _ -> raw(elasticsearch, portions),
                    new Claim(
                            "rebuild: documents/s from Postgres, of raw _bulk of the same documents",
                            Pairs::throughput));
            double perSecond = pairs.perSecond(Pairs.Pair::one);
            report.note("rebuild, %,d users: service %.0f/s, raw _bulk %.0f/s"
                    .formatted(users, perSecond, pairs.perSecond(Pairs.Pair::other)));
            report.figure("rebuild, s for 1,000 users", 1_000 / perSecond);
        }
    }

    /** The time of the filling alone, as the run tells it. */
    private Block rebuild(Stage.Running service) throws IOException {
        try (RebuildRun run = start(service)) {
            run.awaitFilled();
            return new Block(users, run.fillingSeconds(), new Histogram(3), Map.of());
        }
    }

    private RebuildRun start(Stage.Running service) throws IOException {
        return RebuildRun.start(
                stage, service, "{\"force\":true,\"batchSize\":%d,\"pauseBeforeSwitch\":true}".formatted(BATCH));
    }

    // a full collection before each look, so that what is seen is what is held
    private double mostHeld(Stage.Running service) throws Exception {
        try (RebuildRun run = start(service)) {
            run.awaitState("building");
            List<Double> held = new ArrayList<>();
            await().atMost(RebuildRun.LONGEST).pollInterval(LOOK_EVERY).until(() -> {
                held.add(LiveHeap.megabytes(service.process().pid()));
                return !run.isFilling();
            });
            return Collections.max(held);
        }
    }

    private Block raw(HttpConnection elasticsearch, List<byte[]> portions) throws Exception {
        RawDocuments.createIndex(elasticsearch, SCRATCH, WHILE_FILLED);
        AtomicInteger next = new AtomicInteger();
        long started = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                work.add(() -> {
                    try (HttpConnection connection = new HttpConnection(stage.elasticsearch())) {
                        for (int at = next.getAndIncrement(); at < portions.size(); at = next.getAndIncrement()) {
                            RawDocuments.write(connection, portions.get(at));
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        RawDocuments.deleteIndex(elasticsearch, SCRATCH);
        return new Block(users, seconds, new Histogram(3), Map.of());
    }
}
