package dev.bench;

import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures what it costs those who search that their searches are remembered: signed in, with and without a history. */
final class HistoryBench {

    private static final int CALLERS = 4;
    private static final int SEARCHERS = 20;
    private static final int PAIRS = 20;
    private static final int TASKS = 100;

    private final Stage stage;
    private final Report report;
    private final List<Question> questions;
    private final List<String> tokens;

    HistoryBench(Setting setting) {
        this.stage = setting.stage();
        this.report = setting.report();
        this.questions = setting.questions();
        this.tokens = IntStream.range(0, SEARCHERS)
                .mapToObj(number -> stage.token("bench-" + number))
                .toList();
    }

    void run() throws Exception {
        stage.endQuietService();
        Stage.Running with = stage.startService(stage.elasticsearch(), Stage.NO_DRIFT_CONTROL);
        Stage.Running without =
                stage.startService(stage.elasticsearch(), Map.of("DRIFT_RATE", "0", "SEARCH_HISTORY_RETENTION", "0"));
        try {
            Arm remembering = arm("with history", with.url());
            Arm forgetting = arm("without history", without.url());
            WarmUp.ALIKE.of(remembering, ClosedLoop.watching(with, CALLERS), 1_000);
            WarmUp.ALIKE.of(forgetting, ClosedLoop.watching(without, CALLERS), 1_000);
            Turns.take(
                    report,
                    PAIRS,
                    new ClosedLoop(CALLERS, Map.of()),
                    List.of(remembering, forgetting),
                    TASKS,
                    new Claim("history: searches/s with it, of those without", Pairs::throughput));
            check();
        } finally {
            with.process().close();
            without.process().close();
        }
        forget();
    }

    private Arm arm(String name, URI service) {
        return Arm.of(
                name,
                service,
                IntStream.range(0, questions.size())
                        .mapToObj(task -> List.of(HttpConnection.request(
                                "GET",
                                questions.get(task).path(),
                                Map.of("Authorization", tokens.get(task % SEARCHERS)),
                                new byte[0])))
                        .toList());
    }

    private void check() throws Exception {
        try (Connection connection = stage.connect()) {
            if (Stage.number(connection, "SELECT count(*) FROM search_history WHERE searcher IS NOT NULL") == 0) {
                throw new IllegalStateException("Nothing was remembered");
            }
        }
    }

    // every run begins with the same tables
    private void forget() throws Exception {
        try (Connection connection = stage.connect();
                var statement = connection.createStatement()) {
            statement.execute("TRUNCATE search_history, search_trend");
        }
    }
}
