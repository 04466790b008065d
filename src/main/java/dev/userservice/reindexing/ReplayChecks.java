package dev.userservice.reindexing;

import dev.userservice.reindexing.Report.Check;
import dev.userservice.reindexing.Report.Example;
import dev.userservice.reindexing.Report.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Judges what became of real searches. */
record ReplayChecks(List<Replayed> replayed, Thresholds thresholds, int examples) {

    List<Check> all() {
        return replayed.isEmpty()
                ? List.of(new Check(
                        "real searches", Verdict.SKIPPED, "Nobody has searched yet.", Map.of(), Map.of(), List.of()))
                : List.of(overlap(), lostResults(), newZeroResults(), latency());
    }

    private Check overlap() {
        double overlap =
                replayed.stream().mapToDouble(Replayed::overlap).average().orElse(1);
        long guessed = replayed.stream().filter(Replayed::isGuessedNow).count();
        return new Check(
                "overlap",
                Verdict.of(overlap >= thresholds.overlap()),
                String.format(
                        Locale.ROOT,
                        "Of the first %d hits of %,d real searches %s are the same (at least %s); %,d searches find only"
                                + " by guessing what was found as written.",
                        BothIndexes.SHOWN,
                        replayed.size(),
                        Share.percent(overlap),
                        Share.percent(thresholds.overlap()),
                        guessed),
                Map.of("searches", (double) replayed.size(), "overlap", overlap, "guessed", (double) guessed),
                Map.of("overlap", thresholds.overlap()),
                worst(
                        search -> search.overlap() < 1,
                        Comparator.comparingDouble(Replayed::overlap),
                        Replayed::example));
    }

    private Check lostResults() {
        double shown = replayed.stream()
                .mapToDouble(search -> search.serving().ids().size())
                .sum();
        double lost = replayed.stream().mapToDouble(Replayed::lost).sum();
        Share share = new Share(lost, shown);
        return new Check(
                "lost results",
                Verdict.of(share.value() <= thresholds.lostResults()),
                share.sentence(
                        "people on the first pages of real searches",
                        "are no longer found by the same search",
                        thresholds.lostResults()),
                Map.of("shown", shown, "lost", lost, "lostShare", share.value()),
                Map.of("lostShare", thresholds.lostResults()),
                worst(
                        search -> search.lost() > 0,
                        Comparator.comparingLong(Replayed::lost).reversed(),
                        Replayed::example));
    }

    private Check newZeroResults() {
        double before = replayed.stream().filter(Replayed::foundSomebody).count();
        double nobody = replayed.stream().filter(Replayed::findsNobodyAnyMore).count();
        Share share = new Share(nobody, before);
        return new Check(
                "new zero-results",
                Verdict.of(share.value() <= thresholds.newZeroResults()),
                share.sentence(
                        "real searches that found somebody", "find nobody any more", thresholds.newZeroResults()),
                Map.of("found", before, "newZeroResults", nobody, "newZeroResultsShare", share.value()),
                Map.of("newZeroResultsShare", thresholds.newZeroResults()),
                worst(
                        Replayed::findsNobodyAnyMore,
                        Comparator.comparingLong(
                                        (Replayed search) -> search.serving().total())
                                .reversed(),
                        Replayed::example));
    }

    private Check latency() {
        // of a busy cluster's few very slow answers the average would say more than of the index
        double before = percentile(50, Replayed::servingTook);
        double now = percentile(50, Replayed::candidateTook);
        double floor = Replayed.milliseconds(thresholds.latencyFloor());
        double ratio = before == 0 ? 1 : now / before;
        return new Check(
                "latency",
                Verdict.of(ratio <= thresholds.latencyRatio() || now - before <= floor),
                String.format(
                        Locale.ROOT,
                        "Half of the real searches take up to %.1f ms instead of %.1f, %.2f times as long (allowed %.2f times, or %.1f ms"
                                + " more).",
                        now,
                        before,
                        ratio,
                        thresholds.latencyRatio(),
                        floor),
                Map.of(
                        "ratio", ratio,
                        "medianMs", now,
                        "medianMsBefore", before,
                        "p95Ms", percentile(95, Replayed::candidateTook),
                        "p95MsBefore", percentile(95, Replayed::servingTook)),
                Map.of("ratio", thresholds.latencyRatio(), "floorMs", floor),
                worst(
                        search -> ReplayChecks.slower(search).compareTo(thresholds.latencyFloor()) > 0,
                        Comparator.comparing(ReplayChecks::slower).reversed(),
                        Replayed::slowExample));
    }

    private static Duration slower(Replayed search) {
        return search.candidateTook().minus(search.servingTook());
    }

    private double percentile(int percent, Function<Replayed, Duration> time) {
        List<Duration> sorted = replayed.stream().map(time).sorted().toList();
        return Replayed.milliseconds(sorted.get((sorted.size() - 1) * percent / 100));
    }

    private List<Example> worst(
            Predicate<Replayed> which, Comparator<Replayed> order, Function<Replayed, Example> example) {
        Stream<Replayed> bad = replayed.stream().filter(which).sorted(order);
        return bad.limit(examples).map(example).toList();
    }
}
