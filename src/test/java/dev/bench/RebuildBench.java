package dev.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCRATCH = "bench-raw";
    private static final int BATCH = 1_000;
    private static final int AT_ONCE = 2;
    private static final int LARGE = 500_000;
    private static final Map<String, Object> WHILE_FILLED =
            Map.of("refresh_interval", "-1", "auto_expand_replicas", "false", "number_of_replicas", 0);

    private final Stage stage;
    private final Report report;
    private final int users;

    RebuildBench(Stage stage, Report report, int users) {
        this.stage = stage;
        this.report = report;
        this.users = users;
    }

    void run() throws Exception {
        Stage.Running service = stage.startService(stage.elasticsearch(), Map.of("DRIFT_RATE", "0"));
        try (HttpConnection elasticsearch = new HttpConnection(stage.elasticsearch())) {
            List<byte[]> portions = RawDocuments.portions(elasticsearch, SCRATCH, users, BATCH, 1);
            rebuild(service);
            raw(elasticsearch, portions);
            Pairs pairs = Turns.take(users > LARGE ? 2 : 6, _ -> rebuild(service), _ -> raw(elasticsearch, portions));
            report.add("rebuild: documents/s from Postgres, of raw _bulk of the same documents", pairs.throughput());
            report.note("rebuild, %,d users: service %.0f/s, raw _bulk %.0f/s"
                    .formatted(users, perSecond(pairs, true), perSecond(pairs, false)));
        } finally {
            service.process().close();
        }
    }

    private static double perSecond(Pairs pairs, boolean service) {
        return pairs.pairs().stream()
                .map(pair -> service ? pair.one() : pair.other())
                .mapToDouble(Block::perSecond)
                .average()
                .orElseThrow();
    }

    /** The time of the filling alone, as the run tells it. */
    private Block rebuild(Stage.Running service) throws IOException {
        try (HttpConnection api = new HttpConnection(service.url())) {
            return rebuild(api);
        }
    }

    private Block rebuild(HttpConnection api) throws IOException {
        call(
                api,
                "POST",
                "/admin/reindex",
                "{\"force\":true,\"batchSize\":%d,\"pauseBeforeSwitch\":true}".formatted(BATCH),
                202);
        String run = "/admin/reindex/" + JSON.readTree(api.body()).path("id").asText();
        awaitState(api, run, "ready");
        JsonNode filling = null;
        for (JsonNode step : JSON.readTree(api.body()).path("steps")) {
            filling = step.path("name").asText().equals("building") ? step : filling;
        }
        call(api, "POST", run + "/cancel", "{}", 202);
        awaitState(api, run, "cancelled");
        Duration time = Duration.between(
                Instant.parse(filling.path("startedAt").asText()),
                Instant.parse(filling.path("finishedAt").asText()));
        return new Block(users, time.toMillis() / 1e3, new Histogram(3), Map.of());
    }

    private void awaitState(HttpConnection api, String run, String state) {
        await().atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    call(api, "GET", run, "", 200);
                    JsonNode answer = JSON.readTree(api.body());
                    if (answer.path("state").asText().equals("failed")) {
                        throw new IllegalStateException(answer.toString());
                    }
                    return answer.path("state").asText().equals(state);
                });
    }

    private void call(HttpConnection api, String method, String path, String body, int expected) throws IOException {
        int status = api.send(HttpConnection.request(
                method,
                path,
                Map.of("Content-Type", "application/json", "Authorization", stage.adminToken()),
                body.getBytes(StandardCharsets.UTF_8)));
        if (status != expected) {
            throw new IllegalStateException(status + ": " + api.text());
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
