package dev.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Measures how fast a new index is filled from Postgres, against raw {@code _bulk} of the very same documents in the same
 * batches, as many at once, into an index of the same mapping and settings.
 */
final class RebuildBench {

    private static final String SCRATCH = "bench-raw";
    private static final int BATCH = 1_000;
    private static final int AT_ONCE = 2;
    private static final int PAIRS = 4;
    private static final int FEW = 100_000;
    private static final double MORE_MEGABYTES = 64;
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
            if (scale.isLong()) {
                holdHeap(service);
            } else {
                rebuild(service);
            }
            Pairs pairs = Turns.take(
                    report,
                    PAIRS,
                    _ -> rebuild(service),
                    _ -> raw(elasticsearch, portions),
                    new Claim(
                            "rebuild: documents/s from Postgres, of raw _bulk on as many connections",
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
            return all(run.done(), run.fillingSeconds());
        }
    }

    private Block all(int documents, double seconds) {
        if (documents != users) {
            throw new IllegalStateException("%,d of %,d users are in the new index".formatted(documents, users));
        }
        return new Block(users, seconds, new Histogram(3), Map.of());
    }

    private RebuildRun start(Stage.Running service) throws IOException {
        return RebuildRun.start(
                stage, service, "{\"force\":true,\"batchSize\":%d,\"pauseBeforeSwitch\":true}".formatted(BATCH));
    }

    // a full collection before each look, so that what is seen is what is held
    private void holdHeap(Stage.Running service) throws Exception {
        try (RebuildRun run = start(service)) {
            List<Double> held = new ArrayList<>();
            await().atMost(RebuildRun.LONGEST).pollInterval(LOOK_EVERY).until(() -> {
                if (run.done() >= FEW) {
                    held.add(LiveHeap.megabytes(service.process().pid()));
                }
                return run.isFilled();
            });
            report.note("rebuild: the service holds %.0f MiB of heap after %,d users and %.0f MiB at most"
                    .formatted(held.getFirst(), FEW, Collections.max(held)));
            report.add(
                    "rebuild: heap held at most, of what is held after 100,000 users and 64 MiB",
                    Collections.max(held) / (held.getFirst() + MORE_MEGABYTES));
        }
    }

    private Block raw(HttpConnection elasticsearch, List<byte[]> portions) throws Exception {
        RawDocuments.createIndex(elasticsearch, SCRATCH, WHILE_FILLED);
        long started = System.nanoTime();
        RawDocuments.write(stage.elasticsearch(), portions, AT_ONCE);
        double seconds = (System.nanoTime() - started) / 1e9;
        int documents = RawDocuments.count(elasticsearch, SCRATCH);
        RawDocuments.deleteIndex(elasticsearch, SCRATCH);
        return all(documents, seconds);
    }
}
