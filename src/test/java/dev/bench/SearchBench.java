package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Measures searches: against what Elasticsearch needs by itself, against the naive query, and far down the pages. */
final class SearchBench {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CALLERS = 4;
    private static final int PAIRS = 20;
    private static final int FEWER_PAIRS = 10;
    private static final int TASKS = 100;
    private static final int BY_KIND = 400;
    private static final int RECORDED = 2_400;

    private final Stage stage;
    private final Report report;
    private final Scale scale;
    private final List<Question> questions;
    private final Arm raw;
    private final Arm service;
    private final ClosedLoop loop;

    private SearchBench(Setting setting, List<Question> questions, List<List<byte[]>> requests, Arm raw) {
        this.stage = setting.stage();
        this.report = setting.report();
        this.scale = setting.scale();
        this.questions = questions;
        this.raw = raw;
        Stage.Running running = stage.quietService();
        this.service = Arm.of("service", running.url(), requests);
        this.loop = ClosedLoop.watchingBoth(running, CALLERS);
    }

    /** Asks all questions once and writes down what Elasticsearch is asked for them. */
    static SearchBench of(Setting setting) throws IOException {
        List<Question> questions = setting.questions().subList(0, RECORDED);
        List<List<byte[]>> requests = Setting.requests(questions);
        Arm raw = new Recording(setting.stage(), Recorder.PEOPLE, SearchBench::checkSameHits).of(requests);
        return new SearchBench(setting, questions, requests, raw);
    }

    void run() throws Exception {
        report.note("%,d questions, %.2f searches each"
                .formatted(questions.size(), Recording.searches(raw, questions.size())));
        Arm naive = Arm.of(
                "naive",
                stage.elasticsearch(),
                questions.stream()
                        .map(question -> List.of(
                                HttpConnection.post("/users/_search", "application/json", question.naiveBody())))
                        .toList());
        stage.warmUpQuietService(service, loop);
        loop.run(raw, 0, questions.size() / 4);
        loop.run(naive, 0, questions.size() / 4);
        take(FEWER_PAIRS, raw, raw, new Claim("A/A: raw _search against itself, throughput", Pairs::throughput));
        againstRaw();
        againstNaive(naive);
        cursors();
        report.figure("index, bytes a user", bytes() / (double) scale.users());
    }

    private Pairs take(int pairs, Arm one, Arm other, Claim... claims) throws Exception {
        return Turns.take(report, pairs, loop, List.of(one, other), TASKS, claims);
    }

    private long bytes() throws IOException {
        try (HttpConnection connection = new HttpConnection(stage.elasticsearch())) {
            RawDocuments.call(connection, HttpConnection.get("/users/_stats/store"));
            return JSON.readTree(connection.body())
                    .at("/_all/primaries/store/size_in_bytes")
                    .asLong();
        }
    }

    // the last attempt is the one that is shown
    private static void checkSameHits(JsonNode served, List<JsonNode> raw) {
        List<String> shown = Recording.texts(served.path("hits"), "/id");
        List<String> found = Recording.texts(raw.getLast().at("/hits/hits"), "/_id");
        if (!shown.equals(found)) {
            throw new IllegalStateException("Not the same hits: %s and %s".formatted(shown, found));
        }
    }

    private void againstRaw() throws Exception {
        Pairs pairs = take(
                PAIRS,
                service,
                raw,
                new Claim("search: throughput, of raw _search with the same bodies", Pairs::throughput),
                new Claim("search: p99, of raw _search", both -> both.latency(99)),
                new Claim(
                        "search: CPU of the service, of Elasticsearch's",
                        both -> both.cpu("service", "elasticsearch")));
        note("service", pairs, Pairs.Pair::one);
        note("raw", pairs, Pairs.Pair::other);
        report.figure("search in Elasticsearch, CPU ms", pairs.spent(Pairs.Pair::one, "elasticsearch"));
        report.figure("search in the service, CPU ms", pairs.spent(Pairs.Pair::one, "service"));
    }

    private void againstNaive(Arm naive) throws Exception {
        Pairs pairs = take(
                FEWER_PAIRS,
                service,
                naive,
                new Claim("search: throughput, of the naive one-query form", Pairs::throughput));
        note("naive", pairs, Pairs.Pair::other);
        if (scale.isLong()) {
            List<Question> some = questions.subList(0, BY_KIND);
            ByKind.of(service, some).forEach(report::note);
            ByKind.of(naive, some).forEach(report::note);
        }
    }

    private void note(String arm, Pairs pairs, Function<Pairs.Pair, Block> part) {
        Histogram all = pairs.micros(part);
        report.latencies(arm, all);
        report.note("%s: %.0f/s, p50 %.1f ms, p99 %.1f ms; CPU ms a question: service %.2f, elasticsearch %.2f"
                .formatted(
                        arm,
                        pairs.perSecond(part),
                        all.getValueAtPercentile(50) / 1e3,
                        all.getValueAtPercentile(99) / 1e3,
                        pairs.spent(part, "service"),
                        pairs.spent(part, "elasticsearch")));
    }

    private void cursors() throws Exception {
        List<String> broad = Vocabulary.NICHES.stream()
                .flatMap(niche ->
                        Arrays.stream(new String[] {"niche=" + niche, "q=" + niche, "q=" + niche + "&niche=" + niche}))
                .map(query -> "/search/influencers?size=20&" + query)
                .toList();
        List<List<byte[]>> first = new ArrayList<>();
        List<List<byte[]>> deep = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(service.server())) {
            for (String path : broad) {
                connection.send(HttpConnection.get(path.replace("size=20", "size=100&page=90")));
                String cursor =
                        JSON.readTree(connection.body()).path("nextCursor").asText("");
                if (!cursor.isEmpty()) {
                    first.add(List.of(HttpConnection.get(path)));
                    deep.add(List.of(
                            HttpConnection.get(path + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))));
                }
            }
        }
        if (first.isEmpty()) {
            report.note("No query has 9,000 hits at this scale");
            return;
        }
        Turns.take(
                report,
                FEWER_PAIRS,
                loop,
                List.of(Arm.of("page 1", service.server(), first), Arm.of("cursor", service.server(), deep)),
                2 * first.size(),
                new Claim("search: time of a page from a cursor at hit 9,000, of page 1", Pairs::throughput));
    }
}
