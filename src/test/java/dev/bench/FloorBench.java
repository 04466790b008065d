package dev.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Measures what is left of Elasticsearch's throughput if a service of this stack does nothing but pass on what it is
 * asked: how near others come to raw {@code _search} is judged by it.
 */
final class FloorBench {

    /** How much of a service there is in front of Elasticsearch. */
    private record Floor(String words, IntFunction<byte[]> request) {}

    private static final List<Floor> FLOORS =
            List.of(new Floor("floor", FloorController::request), new Floor("web server alone", FloorValve::request));

    private static final int CALLERS = 4;
    private static final int PAIRS = 20;
    private static final int TURN = 1_000;
    private static final double SECONDS = 2;

    private final Stage stage;
    private final Report report;
    private final List<Question> questions;

    FloorBench(Setting setting) {
        this.stage = setting.stage();
        this.report = setting.report();
        this.questions = setting.questions();
    }

    void run() throws Exception {
        stage.endQuietService();
        measure("search", SearchBench.recording(stage), Setting.requests(questions));
        measure("suggest", SuggestBench.recording(stage), SuggestBench.requestsWhileTyping(questions));
    }

    private void measure(String what, Recording recording, List<List<byte[]>> requests) throws Exception {
        Path file = recording.file(requests);
        Arm raw = recording.of(requests);
        for (Floor floor : FLOORS) {
            Stage.Running service = stage.startService(stage.elasticsearch(), settings(file));
            try {
                Arm arm = new Arm(
                        floor.words, service.url(), task -> List.of(floor.request.apply(task % requests.size())));
                note(floor.words + ", " + what, pairs(service, arm, raw));
            } finally {
                service.process().close();
            }
        }
    }

    private static Map<String, String> settings(Path tasks) {
        return Map.of(
                "DRIFT_RATE",
                "0",
                "SPRING_MAIN_SOURCES",
                String.join(",", PassedOn.class.getName(), FloorController.class.getName(), FloorValve.class.getName()),
                "FLOOR_TASKS",
                tasks.toString());
    }

    private Pairs pairs(Stage.Running service, Arm floor, Arm raw) throws Exception {
        ClosedLoop loop = ClosedLoop.watchingBoth(service, CALLERS);
        Stage.awaken(floor);
        WarmUp.THOROUGH.of(floor, loop, TURN);
        loop.run(raw, 0, TURN);
        return Turns.take(report, PAIRS, loop, List.of(floor, raw), loop.tasksIn(SECONDS, floor, TURN));
    }

    private void note(String what, Pairs pairs) {
        report.note("%s: throughput of raw _search %s; CPU of the service, of Elasticsearch's, %s"
                .formatted(what, words(pairs.throughput()), words(pairs.cpu("service", "elasticsearch"))));
    }

    private static String words(Pairs.Ratio ratio) {
        return "%.3f [%.3f, %.3f]".formatted(ratio.value(), ratio.low(), ratio.high());
    }
}
