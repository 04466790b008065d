package dev.bench;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** An axis of a plot on which equal ratios are equally long: from one value to another, in between two places. */
record LogAxis(double least, double most, double from, double to) {

    /** For all of these values. */
    static LogAxis over(DoubleStream values, double from, double to) {
        var all = values.summaryStatistics();
        double room = all.getMin() == all.getMax() ? 2 : 1.1;
        return new LogAxis(all.getMin() / room, all.getMax() * room, from, to);
    }

    double at(double value) {
        return from + (to - from) * Math.log(value / least) / Math.log(most / least);
    }

    /** Round values to write along it: every power of ten, and what is between them if those are few. */
    List<Double> marks() {
        List<Double> tens = marks(1);
        return tens.size() > 2 ? tens : marks(1, 2, 5);
    }

    private List<Double> marks(double... digits) {
        int first = (int) Math.floor(Math.log10(least));
        int last = (int) Math.ceil(Math.log10(most));
        return IntStream.rangeClosed(first, last)
                .boxed()
                .flatMap(power -> DoubleStream.of(digits)
                        .map(digit -> digit * Math.pow(10, power))
                        .boxed())
                .filter(mark -> mark >= least && mark <= most)
                .toList();
    }
}
