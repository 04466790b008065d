package dev.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The report as one page that needs nothing else: the table, latencies, growth, and all that was noted. */
record ReportPage(WrittenReport report) {

    String html() {
        ReportPlots plots = new ReportPlots(report.curves(), report.growths());
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
                        plots.latencies(),
                        plots.growth(),
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
                + "</tbody></table></div><p class=\"soft\">A verdict needs the whole interval on one side of the goal.</p>"
                + "</section>\n";
    }

    private static String row(Report.Line line) {
        return """
                <tr><td>%s<small>%s</small></td><td class="n">%s</td><td class="n">%s to %s</td><td class="n">%d</td>
                <td class="goal">%s</td><td class="%s">%s</td></tr>
                """.formatted(
                        Html.text(line.name()),
                        Html.text(line.source()),
                        rounded(line.ratio().value()),
                        rounded(line.ratio().low()),
                        rounded(line.ratio().high()),
                        line.pairs(),
                        Html.text(line.goal()),
                        line.verdictInWords().replace(' ', '-'),
                        line.verdictInWords());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
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
