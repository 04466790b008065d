package dev.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what was measured, says it line by line, and leaves it as JSON below {@code target/bench}. */
final class Report {

    /** One line of the table. */
    record Line(String name, Pairs.Ratio ratio, String goal, Goal.Verdict verdict) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void add(String name, Pairs.Ratio ratio) {
        Goal goal = Goal.named(name);
        Line line = new Line(name, ratio, goal.bound(), goal.of(ratio));
        lines.add(line);
        print(line);
    }

    /** Something worth knowing beside the ratios; absolute figures are no claims. */
    void note(String note) {
        notes.add(note);
        System.out.println("  " + note);
    }

    private static void print(Line line) {
        System.out.printf(
                Locale.ROOT,
                "%-66s %7.3f  [%6.3f, %6.3f]  %-12s %s%n",
                line.name(),
                line.ratio().value(),
                line.ratio().low(),
                line.ratio().high(),
                line.goal(),
                line.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    boolean hasFailure() {
        return lines.stream().anyMatch(line -> line.verdict() == Goal.Verdict.FAIL);
    }

    /** Says everything once more in one place and writes it down. */
    void finish(String scale) throws IOException {
        System.out.println();
        lines.forEach(Report::print);
        Path folder = Files.createDirectories(Path.of("target", "bench"));
        new JsonMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("report-" + scale + ".json").toFile(), new Content(scale, lines, notes));
    }

    private record Content(String scale, List<Line> lines, List<String> notes) {}
}
