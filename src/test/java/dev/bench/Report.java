package dev.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;

/** Collects what was measured, says it line by line, and leaves it below {@code target/bench}. */
final class Report {

    private static final String METHOD = "A/A: raw _search against itself, throughput";

    private final Scale scale;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private boolean isBroken;

    Report(Scale scale) {
        this.scale = scale;
    }

    /** One line of the table. */
    record Line(String name, Pairs.Ratio ratio, int pairs, String goal, Goal.Verdict verdict, String source) {

        private static Line of(Goal goal, Scale scale, Pairs.Ratio ratio, int pairs) {
            return new Line(goal.name(), ratio, pairs, goal.bound(), goal.of(ratio, scale), goal.source());
        }

        private Line withoutVerdict() {
            return new Line(name, ratio, pairs, goal, Goal.Verdict.NO_VERDICT, source);
        }

        String verdictInWords() {
            return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        private void print() {
            System.out.printf(
                    Locale.ROOT,
                    "%-76s %8.3f  [%7.3f, %7.3f]  %-12s %s%n",
                    name,
                    ratio.value(),
                    ratio.low(),
                    ratio.high(),
                    goal,
                    verdictInWords());
        }
    }

    void add(String name, Pairs.Ratio ratio, int pairs) {
        Line line = Line.of(Goal.named(name), scale, ratio, pairs);
        lines.add(line);
        line.print();
    }

    /** A value that was measured once, as a share of its bound. */
    void add(String name, double share) {
        add(name, new Pairs.Ratio(share, share, share), 1);
    }

    /** Something worth knowing beside the ratios; absolute figures are no claims. */
    void note(String note) {
        notes.add(note);
        System.out.println("  " + note);
    }

    /** What something costs at this scale, to see how it grows with the number of users. */
    void figure(String name, double value) {
        figures.put(name, value);
        note(name + ": " + Plot.plain(value));
    }

    /** The latencies of one arm of the searches. */
    void latencies(String arm, Histogram micros) {
        curves.add(Curve.of(arm, micros));
    }

    /** A part that ended early; the run has failed then, whatever the others say. */
    void broken(String part, String reason) {
        isBroken = true;
        note(part + " ended early: " + reason);
    }

    void took(String part, double time) {
        seconds.put(part, time);
        System.out.printf(Locale.ROOT, "  %s took %.0f s%n", part, time);
    }

    boolean hasFailure() {
        return isBroken || lines.stream().anyMatch(line -> line.verdict() == Goal.Verdict.FAIL);
    }

    /** Says everything that these parts were to measure once more in one place and writes it down. */
    void finish(List<Part> parts, Surroundings surroundings) throws IOException {
        missing(parts);
        judgeTheMethod();
        System.out.println();
        lines.forEach(Line::print);
        new Figures(surroundings.commit(), figures).write(scale);
        List<Growth> growths = Growth.of(surroundings.commit());
        growths.forEach(growth -> System.out.println("  " + growth.inWords()));
        seconds.forEach((part, time) -> System.out.printf(Locale.ROOT, "  %-10s %5.0f s%n", part, time));
        new WrittenReport(scale.word(), scale.users(), surroundings, lines, notes, curves, figures, growths, seconds)
                .write();
    }

    // a goal that nobody looked at is not reached
    private void missing(List<Part> parts) {
        Goal.all().stream()
                .filter(goal -> goal.isOf(scale)
                        && parts.stream().anyMatch(part -> part.word().equals(goal.part()))
                        && lines.stream().noneMatch(line -> line.name().equals(goal.name())))
                .forEach(goal -> broken(goal.part(), "not measured: " + goal.name()));
    }

    // where equal arms do not come out equal, nothing can be told of others
    private void judgeTheMethod() {
        boolean isRestless =
                lines.stream().anyMatch(line -> line.name().equals(METHOD) && line.verdict() == Goal.Verdict.FAIL);
        if (isRestless) {
            note("Elasticsearch does not equal itself: the machine is too restless for any verdict");
            UnaryOperator<Line> judged = line -> line.name().equals(METHOD) ? line : line.withoutVerdict();
            lines.replaceAll(judged);
        }
    }
}
