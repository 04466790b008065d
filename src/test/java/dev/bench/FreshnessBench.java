package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures how long it takes from the answer to a webhook until a search finds the user, at a steady rate of webhooks, in
 * turns with the same documents written straight into the index. Nobody compares the index with the cache meanwhile.
 */
final class FreshnessBench {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Leftovers USERS = new Leftovers("fresh-");
    private static final int ROUNDS = 2;
    private static final int CHANGES = 21 * FreshnessRound.PER_SECOND;
    private static final int WARM_UP = 2_000;
    private static final Duration LONGEST_INDEXING = Duration.ofMinutes(1);
    private static final int REFRESH_INTERVAL_MILLIS = 1_000;
    private static final double BOUND_MILLIS = REFRESH_INTERVAL_MILLIS + 150;

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
    private final Delays delays = new Delays();
    private final Delays raw = new Delays();

    FreshnessBench(Stage stage, Report report) {
        this.stage = stage;
        this.service = stage.quietService();
        this.report = report;
        this.deliveries = new Deliveries(stage.secret());
    }

    void run() throws Exception {
        try {
            warmUp();
            Refreshes before = refreshes();
            for (int round = 0; round < ROUNDS; round++) {
                String ids = run + "round" + round + "-";
                round(deliveries.arm(service.url(), ids, CHANGES), ids, delays);
                String rawIds = run + "raw" + round + "-";
                round(documents(rawIds, ids + 0), rawIds, raw);
            }
            report.note(refreshes().inWordsSince(before));
            report.add(
                    "freshness: p99 from the answer to being found, of refresh interval + 150 ms, 200 events/s",
                    delays.percentile(99, BOUND_MILLIS),
                    1);
            note("the service", delays);
            note("raw _bulk of one after another", raw);
        } finally {
            // or those that are still waiting would come back
            awaitIndexed();
            USERS.remove(stage);
        }
    }

    private void round(Arm changes, String ids, Delays found) throws Exception {
        new FreshnessRound(stage.elasticsearch(), changes, ids, found).run(CHANGES);
    }

    private void warmUp() throws Exception {
        ClosedLoop loop = ClosedLoop.watching(service, FreshnessRound.CONNECTIONS);
        stage.warmUpForOtherWork()
                .of(
                        service.cpu(),
                        turn -> loop.run(deliveries.arm(service.url(), run + turn + "-", WARM_UP), 0, WARM_UP));
        awaitIndexed();
        try (HttpConnection connection = new HttpConnection(stage.elasticsearch())) {
            Stage.awaitMerges(connection);
        }
    }

    /** What the service has written of this user, as that of others. */
    private Arm documents(String ids, String like) throws IOException {
        try (HttpConnection connection = new HttpConnection(stage.elasticsearch())) {
            RawDocuments.call(connection, HttpConnection.get("/users/_source/" + like));
            ObjectNode document = (ObjectNode) JSON.readTree(connection.body());
            List<List<byte[]>> requests = IntStream.range(0, CHANGES)
                    .mapToObj(number -> List.of(document(document, ids + number)))
                    .toList();
            return Arm.of("raw", stage.elasticsearch(), requests);
        }
    }

    private static byte[] document(ObjectNode document, String id) {
        String source = document.put("id", id).put("username", id).toString();
        String lines =
                "{\"index\":{\"_id\":\"%s\",\"version\":1,\"version_type\":\"external\"}}\n%s\n".formatted(id, source);
        return HttpConnection.post("/users/_bulk", "application/json", lines.getBytes(StandardCharsets.UTF_8));
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

    private void note(String way, Delays found) {
        report.note("freshness, %s: %d samples, p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, longest %.0f ms"
                .formatted(
                        way,
                        found.count(),
                        found.percentile(50),
                        found.percentile(95),
                        found.percentile(99),
                        found.percentile(100)));
    }
}
