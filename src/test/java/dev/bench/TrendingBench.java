package dev.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures who is trending: a list that is there already against the aggregation it was made by and against an empty
 * answer, and how long it takes to make one of a month.
 */
final class TrendingBench {

    private static final int CALLERS = 4;
    private static final int PAIRS = 4;
    private static final int PAIRS_IN_MEMORY = 12;
    private static final int WARM_UP = 20_000;
    private static final double SECONDS = 1;
    private static final double SECONDS_OF_AGGREGATIONS = 2;
    private static final int AGGREGATED = 24;
    private static final double BOUND_MILLIS = 2_000;
    private static final String LIST = "/analytics/trending-influencers?window=30d";

    private final Stage stage;
    private final Report report;
    private final ClosedLoop loop = new ClosedLoop(CALLERS, Map.of());

    TrendingBench(Stage stage, Report report) {
        this.stage = stage;
        this.report = report;
    }

    void run() throws Exception {
        stage.endQuietService();
        new PastActivity(stage).write();
        List<byte[]> aggregation = recorded();
        forgetLists();
        Stage.Running service = stage.startService(
                stage.elasticsearch(),
                Map.of("DRIFT_RATE", "0", "SPRING_MAIN_SOURCES", EmptyController.class.getName()));
        try {
            making(service.url());
            Arm cached = arm("cached", service.url(), List.of(HttpConnection.get(LIST)));
            Arm empty = arm("empty", service.url(), List.of(HttpConnection.get("/public/users/-")));
            Arm raw = arm("raw", stage.elasticsearch(), aggregation);
            loop.run(empty, 0, WARM_UP);
            loop.run(cached, 0, WARM_UP);
            int lists = loop.tasksIn(SECONDS, cached, WARM_UP / 10);
            loop.run(raw, 0, AGGREGATED);
            int aggregations = loop.tasksIn(SECONDS_OF_AGGREGATIONS, raw, AGGREGATED);
            Turns.take(
                    report,
                    PAIRS_IN_MEMORY,
                    loop,
                    List.of(cached, empty),
                    lists,
                    new Claim("trending: cached lists/s, of an empty controller's answers", Pairs::throughput));
            Turns.take(
                    report,
                    PAIRS,
                    _ -> loop.run(cached, 0, lists),
                    _ -> loop.run(raw, 0, aggregations),
                    new Claim("trending: cached lists/s, of the aggregations uncached", Pairs::throughput));
        } finally {
            service.process().close();
        }
    }

    private static Arm arm(String name, URI server, List<byte[]> requests) {
        return new Arm(name, server, task -> requests);
    }

    private List<byte[]> recorded() throws IOException, SQLException {
        try (Recorder recorder = new Recorder(stage.elasticsearch(), Recorder.ACTIVITY)) {
            Stage.Running recording = stage.startService(recorder.url());
            try (HttpConnection connection = new HttpConnection(recording.url())) {
                forgetLists();
                recorder.take();
                connection.send(HttpConnection.get(LIST));
                List<byte[]> requests = recorder.take();
                if (requests.isEmpty()) {
                    throw new IllegalStateException("No list was made: " + connection.text());
                }
                return requests.stream().map(TrendingBench::uncached).toList();
            } finally {
                recording.process().close();
            }
        }
    }

    // asked for again and again it would come from Elasticsearch's cache
    private static byte[] uncached(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1)
                .replaceFirst(" HTTP/1.1", "&request_cache=false HTTP/1.1")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void forgetLists() throws SQLException {
        try (Connection connection = stage.connect();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM trending_list");
        }
    }

    /** Lists that nobody has asked for yet, one after another. */
    private void making(URI service) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(service)) {
            for (String niche : Vocabulary.NICHES) {
                long started = System.nanoTime();
                int status = connection.send(HttpConnection.get(LIST + "&niche=" + niche));
                if (status != 200) {
                    throw new IllegalStateException(status + ": " + connection.text());
                }
                millis.add((System.nanoTime() - started) / 1e6);
            }
            long started = System.nanoTime();
            connection.send(HttpConnection.get(LIST));
            millis.add((System.nanoTime() - started) / 1e6);
        }
        double longest = millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        report.note("trending: a list of 30 days is made in %.0f ms (of everybody), %.0f ms (the slowest)"
                .formatted(millis.getLast(), longest));
        report.add("trending: the longest making of a list of 30 days, of 2 s", longest / BOUND_MILLIS);
        report.figure("trending list, ms to make one of everybody", millis.getLast());
    }
}
