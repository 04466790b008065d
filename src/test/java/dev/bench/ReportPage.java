package dev.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report as one page that needs nothing else: the table, latencies, growth, and all that was noted. */
record ReportPage(WrittenReport report) {

    private static final List<Double> TAILS = List.of(2.0, 10.0, 100.0, 1_000.0, 10_000.0);
    // more lines in one plot cannot be told apart
    private static final int MOST_LINES = 4;

    String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Bench with %1$s users</title>
                <style>%2$s</style>
                </head>
                <body>
                <main>
                <h1>Bench with %3$,d users</h1>
                %4$s%5$s%6$s%7$s%8$s%9$s</main>
                </body>
                </html>
                """.formatted(
                        report.scale(),
                        style(),
                        report.users(),
                        surroundings(),
                        table(),
                        latencies(),
                        growth(),
                        notes(),
                        times());
    }

    private static String style() {
        try (InputStream file = ReportPage.class.getResourceAsStream("/bench-report.css")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String surroundings() {
        Surroundings on = report.surroundings();
        return """
                <p class="soft">Two ways to do the same take turns on the same tasks; only ratios of neighbours count.</p>
                <dl><dt>At</dt><dd>%s</dd><dt>Commit</dt><dd>%s</dd><dt>Machine</dt><dd>%s, load %.1f at the end</dd>
                <dt>Versions</dt><dd>Java %s, Elasticsearch %s, Postgres %s</dd></dl>
                """.formatted(
                        on.at(),
                        Html.text(on.commit()),
                        Html.text(on.machine()),
                        on.load(),
                        Html.text(on.java()),
                        Html.text(on.elasticsearch()),
                        Html.text(on.postgres()));
    }

    private String table() {
        return "<section><h2>Ratios and goals</h2><div class=\"wide\"><table><thead><tr><th>of what</th><th>ratio</th>"
                + "<th>95 % interval</th><th>pairs</th><th>goal</th><th>verdict</th></tr></thead><tbody>\n"
                + report.lines().stream().map(ReportPage::row).collect(Collectors.joining())
                + "</tbody></table></div><p class=\"soft\">A verdict needs the whole interval on one side of the goal. * There"
                + " was none after half of these pairs; looking twice makes an interval slightly too narrow.</p></section>\n";
    }

    private static String row(Report.Line line) {
        String kind = line.verdictInWords().split(" ", 2)[0];
        return """
                <tr><td>%s<small>%s</small></td><td class="n">%s</td><td class="n">%s to %s</td><td class="n">%d%s</td>
                <td>%s</td><td class="%s">%s</td></tr>
                """.formatted(
                        Html.text(line.name()),
                        Html.text(line.source()),
                        rounded(line.ratio().value()),
                        rounded(line.ratio().low()),
                        rounded(line.ratio().high()),
                        line.pairs(),
                        line.twice() ? "*" : "",
                        Html.text(line.goal()),
                        kind,
                        line.verdictInWords());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 20 ? "%.2f" : "%,.0f", value);
    }

    private String latencies() {
        if (report.curves().isEmpty()) {
            return "";
        }
        var arms = report.curves().stream()
                .map(curve -> new Plot.Series(
                        curve.arm(),
                        curve.points().stream()
                                .map(point -> new Plot.Point(100 / (100 - point.percentile()), point.millis()))
                                .toList()))
                .toList();
        var percent = new Plot.Labels("percent of the searches", TAILS, ReportPage::percentile);
        var millis = new Plot.Labels("take at most so many ms", List.of(), Plot::plain);
        return "<section><h2>How long searches take</h2>"
                + new Plot("Latency of searches by percentile", percent, millis, arms).svg()
                + "</section>\n";
    }

    private static String percentile(double tail) {
        return Plot.plain(100 - 100 / tail) + " %";
    }

    private String growth() {
        if (report.growths().isEmpty()) {
            return "";
        }
        return "<section><h2>How costs grow with the number of users</h2><p class=\"soft\">Relative to the smallest number;"
                + " a cost that does not depend on the number has the exponent 0.</p>"
                + IntStream.iterate(0, from -> from < report.growths().size(), from -> from + MOST_LINES)
                        .mapToObj(from -> growth(report.growths()
                                .subList(
                                        from,
                                        Math.min(
                                                from + MOST_LINES,
                                                report.growths().size()))))
                        .collect(Collectors.joining())
                + report.growths().stream()
                        .map(growth -> "<li>" + Html.text(growth.inWords()) + "</li>\n")
                        .collect(Collectors.joining("", "<ul>", "</ul></section>\n"));
    }

    private static String growth(List<Growth> growths) {
        var lines = growths.stream()
                .map(growth -> new Plot.Series(
                        growth.figure().replaceFirst(",.*", ""),
                        growth.byUsers().entrySet().stream()
                                .map(users -> new Plot.Point(
                                        users.getKey(),
                                        users.getValue()
                                                / growth.byUsers()
                                                        .sequencedValues()
                                                        .getFirst()))
                                .toList()))
                .toList();
        return new Plot(
                        "Costs by number of users",
                        new Plot.Labels("users", List.of(), Plot::plain),
                        new Plot.Labels("times the smallest", List.of(), Plot::plain),
                        lines)
                .svg();
    }

    private String notes() {
        return report.notes().stream()
                .map(note -> "<li>" + Html.text(note) + "</li>\n")
                .collect(Collectors.joining("", "<section><h2>Noted beside</h2><ul>", "</ul></section>\n"));
    }

    private String times() {
        return report.seconds().entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.0f s", part.getKey(), part.getValue()))
                .collect(Collectors.joining(", ", "<p class=\"soft\">Took: ", ".</p>\n"));
    }
}
