package dev.bench;

import dev.bench.Question.Kind;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Tells which habits of those who search cost what, with one caller. */
final class ByKind {

    private ByKind() {}

    /** A line for each kind of question; the arm's tasks are these questions. */
    static List<String> of(Arm arm, List<Question> questions) throws IOException {
        Map<Kind, Histogram> micros = new EnumMap<>(Kind.class);
        try (HttpConnection connection = new HttpConnection(arm.server())) {
            for (int task = 0; task < questions.size(); task++) {
                long started = System.nanoTime();
                arm.perform(task, connection);
                micros.computeIfAbsent(questions.get(task).kind(), _ -> new Histogram(3))
                        .recordValue((System.nanoTime() - started) / 1_000);
            }
        }
        return micros.entrySet().stream()
                .map(kind -> line(arm.name(), kind.getKey(), kind.getValue()))
                .toList();
    }

    private static String line(String arm, Kind kind, Histogram micros) {
        return "%s, one caller, %s: mean %.1f ms, p99 %.1f ms"
                .formatted(arm, kind, micros.getMean() / 1e3, micros.getValueAtPercentile(99) / 1e3);
    }
}
