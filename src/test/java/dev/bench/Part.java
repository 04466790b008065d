package dev.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be measured, in the order in which it is: first what one quiet service answers, then what needs its own. */
enum Part {
    SEARCH,
    INCUMBENT,
    SUGGEST,
    OVERLOAD,
    DRAIN,
    REBUILD,
    THROTTLE,
    FRESHNESS,
    COUNTERS,
    HISTORY,
    TRENDING,
    INTAKE,
    FLOOR;

    // a short run has no time for them
    private static final Set<Part> LONG = EnumSet.of(INCUMBENT, OVERLOAD, THROTTLE, HISTORY);
    // says what can be reached, not what is
    private static final Set<Part> BY_NAME = EnumSet.of(FLOOR);

    /** Those that are named; if none is, all that a run of this scale has time for. */
    static List<Part> named(List<String> words, Scale scale) {
        List<String> all = Arrays.stream(values()).map(Part::word).toList();
        if (!all.containsAll(words)) {
            throw new IllegalArgumentException("ONLY names some of " + all);
        }
        return Arrays.stream(values())
                .filter(part -> words.isEmpty() ? part.isUsual(scale) : words.contains(part.word()))
                .toList();
    }

    private boolean isUsual(Scale scale) {
        return !BY_NAME.contains(this) && (scale.isLong() || !LONG.contains(this));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    void run(Setting setting) throws Exception {
        Stage stage = setting.stage();
        Report report = setting.report();
        switch (this) {
            case SEARCH -> SearchBench.of(setting).run();
            case INCUMBENT -> new IncumbentBench(setting).run();
            case SUGGEST -> new SuggestBench(setting).run();
            case FLOOR -> new FloorBench(setting).run();
            case OVERLOAD -> new OverloadBench(setting).run();
            case DRAIN -> new DrainBench(stage, report).run();
            case REBUILD -> new RebuildBench(stage, report, setting.scale()).run();
            case THROTTLE -> new ThrottledBench(setting).run();
            case HISTORY -> new HistoryBench(setting).run();
            case COUNTERS -> new CountersBench(stage, report).run();
            case TRENDING -> new TrendingBench(stage, report).run();
            case INTAKE -> new IntakeBench(stage, report).run();
            case FRESHNESS -> new FreshnessBench(stage, report).run();
        }
    }
}
