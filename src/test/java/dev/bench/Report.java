package dev.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Collects what was measured, says it line by line, and leaves it below {@code target/bench}. */
final class Report {

    private final Scale scale;
    private final Figures figures;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private boolean isBroken;
    private long begun = System.nanoTime();
    private Duration reserved = Duration.ZERO;
    private long partBegun = System.nanoTime();
    private Duration usual = Duration.ZERO;

    Report(Scale scale) throws IOException {
        this.scale = scale;
        this.figures = Figures.of(scale);
    }

    /** One line of the table; {@code looks} says how often its pairs were looked at before they sufficed. */
    record Line(
            String name, Pairs.Ratio ratio, int pairs, int looks, String goal, Goal.Verdict verdict, String source) {

        private static Line of(Goal goal, Scale scale, Pairs.Ratio ratio, int pairs, int looks) {
            return new Line(goal.name(), ratio, pairs, looks, goal.bound(), goal.of(ratio, scale), goal.source());
        }

        String verdictInWords() {
            return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        private void print() {
            System.out.printf(
                    Locale.ROOT,
                    "%-76s %8.3f  [%7.3f, %7.3f]  %-12s %s%s%n",
                    name,
                    ratio.value(),
                    ratio.low(),
                    ratio.high(),
                    goal,
                    verdictInWords(),
                    looks > 1 ? ", " + pairs + " pairs" : "");
        }
    }

    /** From here on the time is counted. */
    void begins() {
        begun = System.nanoTime();
    }

    /** From here on this part is measured; keeps time for those that come later. */
    void begins(Part part, List<Part> later) {
        partBegun = System.nanoTime();
        usual = scale.usuallyFor(List.of(part));
        reserved = scale.usuallyFor(later);
    }

    /** Whether there is time for so much more than is necessary. */
    boolean hasTimeFor(Duration more) {
        Duration restOfPart = usual.minus(since(partBegun));
        return since(begun)
                        .plus(restOfPart.isNegative() ? Duration.ZERO : restOfPart)
                        .plus(more)
                        .plus(reserved)
                        .compareTo(scale.limit())
                < 0;
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    boolean isUndecided(Pairs pairs, List<Claim> claims) {
        return claims.stream()
                .anyMatch(claim ->
                        Goal.named(claim.goal()).of(claim.ratio().apply(pairs), scale) == Goal.Verdict.NO_VERDICT);
    }

    void add(String name, Pairs.Ratio ratio, int pairs, int looks) {
        Line line = Line.of(Goal.named(name), scale, ratio, pairs, looks);
        lines.add(line);
        line.print();
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

    /** Says everything once more in one place and writes it down. */
    void finish(Surroundings surroundings) throws IOException {
        figures.write();
        System.out.println();
        lines.forEach(Line::print);
        if (lines.stream().anyMatch(line -> line.looks() > 1)) {
            System.out.println(
                    "Where the number of pairs is told there was no verdict with fewer, and the interval is slightly too narrow.");
        }
        List<Growth> growths = Growth.all();
        growths.forEach(growth -> System.out.println("  " + growth.inWords()));
        seconds.forEach((part, time) -> System.out.printf(Locale.ROOT, "  %-10s %5.0f s%n", part, time));
        new WrittenReport(
                        scale.word(),
                        scale.users(),
                        surroundings,
                        lines,
                        notes,
                        curves,
                        figures.values(),
                        growths,
                        seconds)
                .write();
    }
}
