package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long it takes from the answer to a webhook until a search finds the user, at a steady rate of webhooks: by
 * looking for every fifth of them until it is there. Nobody compares the index with the cache meanwhile.
 */
final class FreshnessBench {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Leftovers USERS = new Leftovers("fresh-");
    private static final int PER_SECOND = 200;
    private static final int WARM_UP = 2_000;
    private static final Duration LONGEST_INDEXING = Duration.ofMinutes(1);
    private static final int SECONDS_TO_SETTLE = 3;
    private static final int SECONDS = SECONDS_TO_SETTLE + 18;
    private static final int EVERY = 5;
    private static final int CONNECTIONS = 16;
    private static final int REFRESH_INTERVAL_MILLIS = 1_000;
    private static final double BOUND_MILLIS = REFRESH_INTERVAL_MILLIS + 150;
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How often Elasticsearch has let changes be found, and how long that took it. */
    private record Refreshes(long number, long millis) {

        String inWordsSince(Refreshes before) {
            long more = number - before.number;
            return "freshness: Elasticsearch refreshed %d times, each in %.0f ms"
                    .formatted(more, (millis - before.millis) / (double) more);
        }
    }

    private final Stage stage;
    private final Stage.Running service;
    private final Report report;
    private final Deliveries deliveries;
    private final String run = USERS.ofThisRun();
    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final Delays delays = new Delays();
    private volatile boolean isSending = true;
    private volatile boolean isOver;

    FreshnessBench(Stage stage, Report report) {
        this.stage = stage;
        this.service = stage.quietService();
        this.report = report;
        this.deliveries = new Deliveries(stage.secret());
    }

    void run() throws Exception {
        try {
            warmUp();
            List<byte[]> requests = deliveries.of(run, PER_SECOND * SECONDS);
            Refreshes before = refreshes();
            ProcessCpu compilers = service.cpu().compilers();
            double cpuBefore = service.cpu().millis();
            double compilersBefore = compilers.millis();
            deliver(requests);
            report.note(refreshes().inWordsSince(before));
            report.note("freshness: CPU of the service for %,d webhooks %.0f ms, of which its compiler %.0f ms"
                    .formatted(
                            requests.size(), service.cpu().millis() - cpuBefore, compilers.millis() - compilersBefore));
            report();
        } finally {
            // or those that are still waiting would come back
            awaitIndexed();
            USERS.remove(stage);
        }
    }

    private void deliver(List<byte[]> requests) throws Exception {
        BlockingQueue<Integer> due = new LinkedBlockingQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS + 1)) {
            var looking = threads.submit(() -> {
                look();
                return null;
            });
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                sending.add(threads.submit(() -> {
                    send(due, requests);
                    return null;
                }));
            }
            long start = System.nanoTime();
            for (int number = 0; number < requests.size(); number++) {
                LockSupport.parkNanos(start + number * 1_000_000_000L / PER_SECOND - System.nanoTime());
                due.add(number);
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                due.add(-1);
            }
            try {
                for (Future<?> sender : sending) {
                    sender.get();
                }
                isSending = false;
                looking.get(30, TimeUnit.SECONDS);
            } finally {
                isOver = true;
            }
        }
    }

    private void warmUp() throws Exception {
        stage.warmUpForOtherWork()
                .of(
                        service.cpu(),
                        turn -> ClosedLoop.watching(service, CONNECTIONS)
                                .run(deliveries.arm(service.url(), run + turn + "-", WARM_UP), 0, WARM_UP));
        awaitIndexed();
        try (HttpConnection connection = new HttpConnection(stage.elasticsearch())) {
            Stage.awaitMerges(connection);
        }
    }

    private void awaitIndexed() throws SQLException {
        try (Connection connection = stage.connect()) {
            Stage.awaitIndexed(connection, LONGEST_INDEXING);
        }
    }

    private Refreshes refreshes() throws IOException {
        try (HttpConnection connection = new HttpConnection(stage.elasticsearch())) {
            RawDocuments.call(connection, HttpConnection.get("/users/_stats/refresh"));
            JsonNode all = JSON.readTree(connection.body()).at("/_all/primaries/refresh");
            return new Refreshes(
                    all.path("external_total").asLong(),
                    all.path("external_total_time_in_millis").asLong());
        }
    }

    private void send(BlockingQueue<Integer> due, List<byte[]> requests) throws IOException, InterruptedException {
        try (HttpConnection connection = new HttpConnection(service.url())) {
            for (int number = due.take(); number >= 0; number = due.take()) {
                if (connection.send(requests.get(number)) != 200) {
                    throw new IllegalStateException("A webhook was refused: " + connection.text());
                }
                if (number >= PER_SECOND * SECONDS_TO_SETTLE && number % EVERY == 0) {
                    answered.put(run + number, System.nanoTime());
                }
            }
        }
    }

    private void look() throws IOException {
        try (HttpConnection connection = new HttpConnection(stage.elasticsearch())) {
            while (!isOver && (isSending || !answered.isEmpty())) {
                long asked = System.nanoTime();
                List<String> ids = List.copyOf(answered.keySet());
                if (!ids.isEmpty()) {
                    found(connection, ids);
                }
                LockSupport.parkNanos(asked + LOOK_EVERY_NANOS - System.nanoTime());
            }
        }
    }

    private void found(HttpConnection connection, List<String> ids) throws IOException {
        String query = JSON.writeValueAsString(
                Map.of("size", ids.size(), "_source", false, "query", Map.of("ids", Map.of("values", ids))));
        connection.send(
                HttpConnection.post("/users/_search", "application/json", query.getBytes(StandardCharsets.UTF_8)));
        long now = System.nanoTime();
        for (JsonNode hit : JSON.readTree(connection.body()).at("/hits/hits")) {
            Long since = answered.remove(hit.path("_id").asText());
            if (since != null) {
                delays.add(since, now);
            }
        }
    }

    private void report() {
        report.add(
                "freshness: p99 from the answer to being found, of refresh interval + 150 ms, 200 events/s",
                delays.percentile(99, BOUND_MILLIS),
                1,
                1);
        report.note("freshness: %d samples, p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, longest %.0f ms"
                .formatted(
                        delays.count(),
                        delays.percentile(50),
                        delays.percentile(95),
                        delays.percentile(99),
                        delays.percentile(100)));
    }
}
