package dev.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How a cost grows with the number of users: as their number to the power of the exponent. */
record Growth(String figure, SortedMap<Integer, Double> byUsers) {

    /** Of all figures that were measured with this commit at two scales or more, in the order of their names. */
    static List<Growth> of(String commit) throws IOException {
        SortedMap<String, SortedMap<Integer, Double>> all = new TreeMap<>();
        for (Scale scale : Scale.values()) {
            Figures.of(scale)
                    .filter(figures -> figures.commit().equals(commit))
                    .ifPresent(figures -> figures.values()
                            .forEach((name, value) -> all.computeIfAbsent(name, _ -> new TreeMap<>())
                                    .put(scale.users(), value)));
        }
        List<Growth> growths = new ArrayList<>();
        all.forEach((name, byUsers) -> growths.add(new Growth(name, byUsers)));
        return growths.stream().filter(growth -> growth.byUsers().size() > 1).toList();
    }

    /** The slope of the straight line that fits best when both axes are logarithmic. */
    double exponent() {
        double meanX = mean(users -> Math.log(users.getKey()));
        double meanY = mean(users -> Math.log(users.getValue()));
        double covariance = mean(users -> (Math.log(users.getKey()) - meanX) * (Math.log(users.getValue()) - meanY));
        double variance = mean(users -> Math.pow(Math.log(users.getKey()) - meanX, 2));
        return covariance / variance;
    }

    private double mean(ToDoubleFunction<Map.Entry<Integer, Double>> value) {
        return byUsers.entrySet().stream().mapToDouble(value).average().orElseThrow();
    }

    String inWords() {
        return byUsers.entrySet().stream()
                .map(users -> String.format(Locale.ROOT, "%,d: %s", users.getKey(), Plot.plain(users.getValue())))
                .collect(Collectors.joining(
                        "; ", figure + " (", String.format(Locale.ROOT, "), grows as users^%.2f", exponent())));
    }
}
