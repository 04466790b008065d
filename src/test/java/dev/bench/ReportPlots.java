package dev.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The plots of a report: how long searches take, and how costs grow; none of what was not measured. */
record ReportPlots(List<Curve> curves, List<Growth> growths) {

    private static final List<Double> TAILS = List.of(2.0, 10.0, 100.0, 1_000.0, 10_000.0);
    // more lines in one plot cannot be told apart
    private static final int MOST_LINES = 4;

    String latencies() {
        if (curves.isEmpty()) {
            return "";
        }
        var arms = curves.stream()
                .map(curve -> new Plot.Series(
                        curve.arm(),
                        curve.points().stream()
                                .map(point -> new Plot.Point(100 / (100 - point.percentile()), point.millis()))
                                .toList()))
                .toList();
        var percent = new Plot.Labels("percent of the searches", TAILS, ReportPlots::percentile);
        var millis = new Plot.Labels("take at most so many ms", List.of(), Plot::plain);
        return "<section><h2>How long searches take</h2>"
                + new Plot("Latency of searches by percentile", percent, millis, arms).svg()
                + "</section>\n";
    }

    private static String percentile(double tail) {
        return Plot.plain(100 - 100 / tail) + " %";
    }

    String growth() {
        if (growths.isEmpty()) {
            return "";
        }
        return "<section><h2>How costs grow with the number of users</h2><p class=\"soft\">Relative to the smallest number;"
                + " a cost that does not depend on the number has the exponent 0.</p>"
                + IntStream.iterate(0, from -> from < growths.size(), from -> from + MOST_LINES)
                        .mapToObj(from -> plot(growths.subList(from, Math.min(from + MOST_LINES, growths.size()))))
                        .collect(Collectors.joining())
                + growths.stream()
                        .map(growth -> "<li>" + Html.text(growth.inWords()) + "</li>\n")
                        .collect(Collectors.joining("", "<ul>", "</ul></section>\n"));
    }

    private static String plot(List<Growth> growths) {
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
}
