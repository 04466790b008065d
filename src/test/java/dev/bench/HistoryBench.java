package dev.bench;

import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures what it costs those who search that their searches are remembered and whom they are shown is counted: signed
 * in with a browser, against a service without a history, asked by a program, whose appearances nobody counts.
 */
final class HistoryBench {

    private static final int CALLERS = 4;
    private static final int SEARCHERS = 20;
    private static final int PAIRS = 6;
    // what is written a second later belongs to the same block
    private static final double SECONDS = 6;
    private static final String PROGRAM = "bench-bot";

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
            Arm remembering = arm("with history", with.url(), HttpConnection.BROWSER);
            Arm forgetting = arm("without history", without.url(), PROGRAM);
            WarmUp.ALIKE.of(remembering, ClosedLoop.watching(with, CALLERS), 1_000);
            WarmUp.ALIKE.of(forgetting, ClosedLoop.watching(without, CALLERS), 1_000);
            ClosedLoop loop = new ClosedLoop(CALLERS, Map.of());
            Turns.take(
                    report,
                    PAIRS,
                    loop,
                    List.of(remembering, forgetting),
                    loop.tasksIn(SECONDS, forgetting, 500),
                    new Claim("history: searches/s with history and appearances, of those without", Pairs::throughput));
            check();
        } finally {
            with.process().close();
            without.process().close();
        }
    }

    private Arm arm(String name, URI service, String program) {
        return Arm.of(
                name,
                service,
                IntStream.range(0, questions.size())
                        .mapToObj(task -> List.of(HttpConnection.request(
                                "GET",
                                questions.get(task).path(),
                                Map.of("Authorization", tokens.get(task % SEARCHERS), "User-Agent", program),
                                new byte[0])))
                        .toList());
    }

    private void check() throws Exception {
        try (Connection connection = stage.connect()) {
            for (String something : List.of(
                    "search_history WHERE searcher IS NOT NULL", "user_analytics WHERE search_appearances > 0")) {
                if (Stage.number(connection, "SELECT count(*) FROM " + something) == 0) {
                    throw new IllegalStateException("Nothing was written to " + something);
                }
            }
        }
    }
}
