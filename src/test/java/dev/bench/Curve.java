package dev.bench;

import java.util.List;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/** How long all but the slowest so many of an arm's answers take. */
record Curve(String arm, List<Point> points) {

    /** So many percent take at most so long. */
    record Point(double percentile, double millis) {}

    static Curve of(String arm, Histogram micros) {
        // no further than there are answers
        double last = 100 - 100.0 / Math.max(1, micros.getTotalCount());
        return new Curve(
                arm,
                DoubleStream.of(10, 25, 50, 60, 70, 80, 85, 90, 93, 95, 97, 98, 99, 99.5, 99.7, 99.9, 99.95, 99.99)
                        .filter(percentile -> percentile <= last)
                        .mapToObj(percentile -> new Point(percentile, micros.getValueAtPercentile(percentile) / 1e3))
                        .toList());
    }
}
