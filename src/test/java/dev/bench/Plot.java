package dev.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines over two logarithmic axes, as SVG that takes its colours from the page. */
record Plot(String title, Labels x, Labels y, List<Series> series) {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 340;
    private static final int LEFT = 64;
    private static final int RIGHT = 195;
    private static final int TOP = 16;
    private static final int BOTTOM = 48;
    private static final int LINE = 16;

    /** What stands along an axis. */
    record Labels(String name, List<Double> marks, DoubleFunction<String> text) {}

    /** One line and its name. */
    record Series(String name, List<Point> points) {}

    /** Both above zero. */
    record Point(double x, double y) {}

    String svg() {
        LogAxis across = LogAxis.over(all().mapToDouble(Point::x), LEFT, WIDTH - RIGHT);
        LogAxis up = LogAxis.over(all().mapToDouble(Point::y), HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.text(title)));
        marks(x, across)
                .forEach(mark -> svg.append(String.format(
                        Locale.ROOT,
                        "<line class=\"grid\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>"
                                + "<text x=\"%1$.1f\" y=\"%4$d\" text-anchor=\"middle\">%5$s</text>%n",
                        across.at(mark),
                        TOP,
                        HEIGHT - BOTTOM,
                        HEIGHT - BOTTOM + LINE,
                        x.text().apply(mark))));
        marks(y, up)
                .forEach(mark -> svg.append(String.format(
                        Locale.ROOT,
                        "<line class=\"grid\" x1=\"%2$d\" x2=\"%3$d\" y1=\"%1$.1f\" y2=\"%1$.1f\"/>"
                                + "<text x=\"%4$d\" y=\"%5$.1f\" text-anchor=\"end\">%6$s</text>%n",
                        up.at(mark),
                        LEFT,
                        WIDTH - RIGHT,
                        LEFT - 8,
                        up.at(mark) + 4,
                        y.text().apply(mark))));
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 8,
                Html.text(x.name())));
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"axis\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                (TOP + HEIGHT - BOTTOM) / 2,
                Html.text(y.name())));
        for (int number = 0; number < series.size(); number++) {
            svg.append(line(series.get(number), number, across, up));
        }
        return svg.append("</svg>\n").toString();
    }

    private Stream<Point> all() {
        return series.stream().flatMap(line -> line.points().stream());
    }

    private static List<Double> marks(Labels labels, LogAxis axis) {
        List<Double> wanted = labels.marks().isEmpty() ? axis.marks() : labels.marks();
        return wanted.stream()
                .filter(mark -> mark >= axis.least() && mark <= axis.most())
                .toList();
    }

    private String line(Series line, int number, LogAxis across, LogAxis up) {
        String places = line.points().stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", across.at(point.x()), up.at(point.y())))
                .collect(Collectors.joining(" "));
        String dots = line.points().stream()
                .map(point -> String.format(
                        Locale.ROOT,
                        "<circle class=\"s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"><title>%s: %s, %s</title></circle>",
                        number,
                        across.at(point.x()),
                        up.at(point.y()),
                        Html.text(line.name()),
                        x.text().apply(point.x()),
                        y.text().apply(point.y())))
                .collect(Collectors.joining());
        double legend = TOP + 12.0 + number * 1.4 * LINE;
        return String.format(
                Locale.ROOT,
                "<polyline class=\"s%1$d\" points=\"%2$s\"/>%3$s"
                        + "<line class=\"s%1$d\" x1=\"%4$d\" x2=\"%5$d\" y1=\"%6$.1f\" y2=\"%6$.1f\"/>"
                        + "<text x=\"%7$d\" y=\"%8$.1f\">%9$s</text>%n",
                number,
                places,
                dots,
                WIDTH - RIGHT + 14,
                WIDTH - RIGHT + 38,
                legend,
                WIDTH - RIGHT + 44,
                legend + 4,
                Html.text(line.name()));
    }

    static String plain(double value) {
        return value >= 1_000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.3g", value)
                        .replaceFirst("(\\.\\d*?)0+$", "$1")
                        .replaceFirst("\\.$", "");
    }
}
