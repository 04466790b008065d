package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Measures searches: against what Elasticsearch needs by itself, against the naive query, and far down the pages. */
final class SearchBench {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CALLERS = 4;
    private static final int PROBES = 400;
    private static final int PAIRS_OF_EQUALS = 40;
    private static final double SECONDS_OF_EQUALS = 0.4;
    private static final int PAIRS = 12;
    private static final double SECONDS = 2;
    private static final int PAIRS_AT_HALF_THE_LOAD = 8;
    private static final int CONNECTIONS = 16;
    private static final int PAIRS_OF_NAIVE = 6;
    private static final int COMPARED_WITH_NAIVE = 200;
    private static final int BY_KIND = 400;
    private static final double MOST_DEGRADED = 0.002;

    private final Stage stage;
    private final Report report;
    private final Scale scale;
    private final List<Question> questions;
    private final Stage.Running running;
    private final Arm raw;
    private final Arm service;
    private final ClosedLoop loop;

    private SearchBench(Setting setting, List<List<byte[]>> requests, Arm raw) {
        this.stage = setting.stage();
        this.report = setting.report();
        this.scale = setting.scale();
        this.questions = setting.questions();
        this.raw = raw;
        this.running = stage.quietService();
        this.service = Arm.of("service", running.url(), requests);
        this.loop = ClosedLoop.watchingBoth(running, CALLERS);
    }

    static SearchBench of(Setting setting) throws IOException {
        List<List<byte[]>> requests = Setting.requests(setting.questions());
        return new SearchBench(setting, requests, recording(setting.stage()).of(requests));
    }

    static Recording recording(Stage stage) {
        return new Recording(stage, "searches", Recorder.PEOPLE);
    }

    void run() throws Exception {
        report.note("%,d questions, %,d of them different, %.2f searches each"
                .formatted(questions.size(), Set.copyOf(questions).size(), Recording.searches(raw, questions.size())));
        Arm naive = Arm.of(
                "naive",
                stage.elasticsearch(),
                questions.stream()
                        .map(question -> List.of(
                                HttpConnection.post("/users/_search", "application/json", question.naiveBody())))
                        .toList());
        stage.warmUpQuietService(service, loop);
        loop.run(raw, 0, 3 * PROBES);
        loop.run(naive, 0, 3 * PROBES);
        Recording.check(service, raw, questions.size(), SearchBench::checkSameHits);
        service.degraded().set(0);
        againstItself();
        int perSecond = againstRaw();
        atHalfTheLoad(perSecond / 2);
        againstNaive(naive);
        new CursorBench(running, report, loop).run();
        checkDegraded();
        report.figure("index, bytes a user", bytes() / (double) scale.users());
    }

    // the last attempt is the one that is shown
    private static void checkSameHits(JsonNode served, List<JsonNode> raw) {
        List<String> shown = Recording.texts(served.path("hits"), "/id");
        List<String> found = raw.stream()
                .filter(answer -> answer.at("/aggregations/counts").isMissingNode())
                .map(answer -> Recording.texts(answer.at("/hits/hits"), "/_id"))
                .toList()
                .getLast();
        if (!shown.equals(found)) {
            throw new IllegalStateException("Not the same hits: %s and %s".formatted(shown, found));
        }
    }

    private void againstItself() throws Exception {
        Turns.take(
                report,
                PAIRS_OF_EQUALS,
                loop,
                List.of(raw, raw),
                loop.tasksIn(SECONDS_OF_EQUALS, raw, PROBES),
                new Claim("A/A: raw _search against itself, throughput", Pairs::throughput));
    }

    private int againstRaw() throws Exception {
        Pairs pairs = Turns.take(
                report,
                PAIRS,
                loop,
                List.of(service, raw),
                loop.tasksIn(SECONDS, service, PROBES),
                new Claim("search: throughput, of raw _search with the same bodies", Pairs::throughput),
                new Claim(
                        "search: CPU of the service, of Elasticsearch's",
                        both -> both.cpu("service", "elasticsearch")));
        note("service", pairs, Pairs.Pair::one);
        note("raw", pairs, Pairs.Pair::other);
        report.figure("search in Elasticsearch, CPU ms", pairs.spent(Pairs.Pair::one, "elasticsearch"));
        report.figure("search in the service, CPU ms", pairs.spent(Pairs.Pair::one, "service"));
        return (int) pairs.perSecond(Pairs.Pair::one);
    }

    private void atHalfTheLoad(int perSecond) throws Exception {
        OpenLoop steady = new OpenLoop(perSecond, CONNECTIONS);
        int tasks = perSecond * (scale.isLong() ? 10 : 3);
        Pairs pairs = Turns.take(
                report,
                PAIRS_AT_HALF_THE_LOAD,
                turn -> steady.run(service, turn * tasks, tasks),
                turn -> steady.run(raw, turn * tasks, tasks),
                new Claim("search: p99 at half the load, of raw _search", both -> both.latency(99)));
        report.note(
                "at %d/s: service p50 %.1f ms, p99 %.1f ms; raw p50 %.1f ms, p99 %.1f ms; the generator's p99 %.2f ms late"
                        .formatted(
                                perSecond,
                                millis(pairs, Pairs.Pair::one, 50),
                                millis(pairs, Pairs.Pair::one, 99),
                                millis(pairs, Pairs.Pair::other, 50),
                                millis(pairs, Pairs.Pair::other, 99),
                                pairs.pairs().stream()
                                        .mapToDouble(pair -> pair.one().spent().get("late"))
                                        .average()
                                        .orElseThrow()));
        report.latencies("service", pairs.micros(Pairs.Pair::one));
        report.latencies("raw", pairs.micros(Pairs.Pair::other));
    }

    private static double millis(Pairs pairs, Function<Pairs.Pair, Block> arm, double percentile) {
        return pairs.micros(arm).getValueAtPercentile(percentile) / 1e3;
    }

    private void againstNaive(Arm naive) throws Exception {
        Pairs pairs = Turns.take(
                report,
                PAIRS_OF_NAIVE,
                loop,
                List.of(service, naive),
                loop.tasksIn(1, service, PROBES),
                new Claim("search: throughput, of the naive one-query form", Pairs::throughput));
        note("naive", pairs, Pairs.Pair::other);
        report.note("naive: %.0f %% of whom the service shows on first pages are on its first pages"
                .formatted(100 * shownByBoth(naive)));
        if (scale.isLong()) {
            List<Question> some = questions.subList(0, BY_KIND);
            ByKind.of(service, some).forEach(report::note);
            ByKind.of(naive, some).forEach(report::note);
        }
    }

    private double shownByBoth(Arm naive) throws IOException {
        int all = 0;
        int both = 0;
        try (HttpConnection connection = new HttpConnection(service.server());
                HttpConnection direct = new HttpConnection(naive.server())) {
            for (int task = 0; task < COMPARED_WITH_NAIVE; task++) {
                service.perform(task, connection);
                Set<String> shown = new HashSet<>(
                        Recording.texts(JSON.readTree(connection.body()).path("hits"), "/id"));
                all += shown.size();
                naive.perform(task, direct);
                shown.retainAll(Recording.texts(JSON.readTree(direct.body()).at("/hits/hits"), "/_id"));
                both += shown.size();
            }
        }
        return both / (double) all;
    }

    private void note(String arm, Pairs pairs, Function<Pairs.Pair, Block> part) {
        Histogram all = pairs.micros(part);
        report.note("%s: %.0f/s, p50 %.1f ms, p99 %.1f ms; CPU ms a question: service %.2f, elasticsearch %.2f"
                .formatted(
                        arm,
                        pairs.perSecond(part),
                        all.getValueAtPercentile(50) / 1e3,
                        all.getValueAtPercentile(99) / 1e3,
                        pairs.spent(part, "service"),
                        pairs.spent(part, "elasticsearch")));
    }

    // a worse answer would be a faster one
    private void checkDegraded() {
        int degraded = service.degraded().get();
        report.note("%,d answers of the service were degraded".formatted(degraded));
        if (degraded > MOST_DEGRADED * questions.size()) {
            throw new IllegalStateException("Too many answers were degraded");
        }
    }

    private long bytes() throws IOException {
        try (HttpConnection connection = new HttpConnection(stage.elasticsearch())) {
            RawDocuments.call(connection, HttpConnection.get("/users/_stats/store"));
            return JSON.readTree(connection.body())
                    .at("/_all/primaries/store/size_in_bytes")
                    .asLong();
        }
    }
}
