package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bench.Question.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;

/** Measures searches: against what Elasticsearch needs by itself, against the naive query, and far down the pages. */
final class SearchBench {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CALLERS = 4;
    private static final int PAIRS = 10;
    private static final int MOST_WARM_UPS = 8;
    private static final double STILL_WARMING = 0.95;

    private final Stage stage;
    private final Stage.Running running;
    private final Report report;
    private final List<Question> questions;
    private final int tasks;
    private final Arm service;
    private final ClosedLoop loop;

    SearchBench(Stage stage, Report report, List<Question> questions) {
        // the drift control works all the time, searches or not, and would be counted as theirs
        Stage.Running running = stage.startService(stage.elasticsearch(), Map.of("DRIFT_RATE", "0"));
        this.stage = stage;
        this.running = running;
        this.report = report;
        this.questions = questions;
        this.tasks = questions.size() / PAIRS;
        this.service = new Arm("service", running.url(), each(Question::path, HttpConnection::get));
        this.loop = new ClosedLoop(
                CALLERS,
                Map.of(
                        "service",
                        new ProcessCpu(running.process().pid()),
                        "elasticsearch",
                        ProcessCpu.ofElasticsearch()));
    }

    private <T> IntFunction<List<byte[]>> each(
            java.util.function.Function<Question, T> part, java.util.function.Function<T, byte[]> request) {
        List<List<byte[]>> requests =
                questions.stream().map(part.andThen(request)).map(List::of).toList();
        return requests::get;
    }

    void run() throws IOException, InterruptedException {
        Arm raw = recorded();
        Arm naive = new Arm(
                "naive",
                stage.elasticsearch(),
                each(Question::naiveBody, body -> HttpConnection.post("/users/_search", "application/json", body)));
        warmUp(raw, naive);
        report.add(
                "A/A: raw _search against itself, throughput", pairs(raw, raw).throughput());
        againstRaw(raw);
        againstNaive(naive);
        cursors();
        running.process().close();
    }

    /** What the service asks Elasticsearch for each question; the hits of both must be the same. */
    private Arm recorded() throws IOException {
        List<List<byte[]>> requests = new ArrayList<>();
        try (Recorder recorder = new Recorder(stage.elasticsearch(), Recorder.PEOPLE)) {
            Stage.Running recording = stage.startService(recorder.url());
            try (HttpConnection connection = new HttpConnection(recording.url());
                    HttpConnection direct = new HttpConnection(stage.elasticsearch())) {
                recorder.take();
                for (int task = 0; task < questions.size(); task++) {
                    service.perform(task, connection);
                    requests.add(recorder.take());
                    if (task % 50 == 0) {
                        checkSameHits(task, connection.text(), requests.getLast(), direct);
                    }
                }
            } finally {
                recording.process().close();
            }
        }
        report.note("%,d questions, %.2f searches each"
                .formatted(
                        questions.size(),
                        requests.stream().mapToInt(List::size).average().orElse(0)));
        return new Arm("raw", stage.elasticsearch(), requests::get);
    }

    private void checkSameHits(int task, String answer, List<byte[]> searches, HttpConnection direct)
            throws IOException {
        for (byte[] search : searches) {
            direct.send(search);
        }
        List<String> raw = ids(JSON.readTree(direct.body()).at("/hits/hits"), "/_id");
        List<String> served = ids(JSON.readTree(answer).path("hits"), "/id");
        if (!raw.equals(served)) {
            throw new IllegalStateException(
                    "Not the same hits for %s: %s and %s".formatted(questions.get(task), served, raw));
        }
    }

    private static List<String> ids(JsonNode hits, String pointer) {
        return StreamSupport.stream(hits.spliterator(), false)
                .map(hit -> hit.at(pointer).asText())
                .toList();
    }

    // the just-in-time compiler would be measured instead of what it compiles
    private void warmUp(Arm... arms) throws IOException, InterruptedException {
        double before = Double.MAX_VALUE;
        double cpu = warmUpTurn();
        for (int turn = 1; turn < MOST_WARM_UPS && cpu < before * STILL_WARMING; turn++) {
            before = cpu;
            cpu = warmUpTurn();
        }
        for (Arm arm : arms) {
            loop.run(arm, 0, questions.size() / 4);
        }
    }

    private double warmUpTurn() throws IOException, InterruptedException {
        return loop.run(service, 0, questions.size()).cpuMillis().get("service");
    }

    private Pairs pairs(Arm one, Arm other) throws IOException, InterruptedException {
        return Pairs.run(loop, one, other, PAIRS, tasks);
    }

    private void againstRaw(Arm raw) throws IOException, InterruptedException {
        Pairs pairs = pairs(service, raw);
        report.add("search: throughput, of raw _search with the same bodies", pairs.throughput());
        report.add("search: p99, of raw _search", pairs.latency(99));
        report.add("search: CPU of the service, of Elasticsearch's", pairs.cpu("service", "elasticsearch"));
        note("service", pairs.pairs().stream().map(Pairs.Pair::one).toList());
        note("raw", pairs.pairs().stream().map(Pairs.Pair::other).toList());
    }

    private void againstNaive(Arm naive) throws IOException, InterruptedException {
        Pairs pairs = pairs(service, naive);
        report.add("search: throughput, of the naive one-query form", pairs.throughput());
        note("naive", pairs.pairs().stream().map(Pairs.Pair::other).toList());
        byKind(service);
        byKind(naive);
    }

    private void note(String arm, List<Block> blocks) {
        Histogram all = new Histogram(blocks.getFirst().micros());
        all.reset();
        blocks.forEach(block -> all.add(block.micros()));
        report.note("%s: %.0f/s, p50 %.1f ms, p99 %.1f ms; CPU ms a question: %s"
                .formatted(
                        arm,
                        blocks.stream().mapToDouble(Block::perSecond).average().orElse(0),
                        all.getValueAtPercentile(50) / 1e3,
                        all.getValueAtPercentile(99) / 1e3,
                        blocks.stream()
                                .map(Block::cpuMillis)
                                .reduce((one, other) -> Map.of(
                                        "service", one.get("service") + other.get("service"),
                                        "elasticsearch", one.get("elasticsearch") + other.get("elasticsearch")))
                                .orElseThrow()
                                .entrySet()
                                .stream()
                                .map(cpu -> "%s %.2f".formatted(cpu.getKey(), cpu.getValue() / (tasks * PAIRS)))
                                .toList()));
    }

    /** One caller, to see which habits cost what. */
    private void byKind(Arm arm) throws IOException {
        Map<Kind, Histogram> micros = new EnumMap<>(Kind.class);
        try (HttpConnection connection = new HttpConnection(arm.server())) {
            for (int task = 0; task < Math.min(2_000, questions.size()); task++) {
                long started = System.nanoTime();
                arm.perform(task, connection);
                micros.computeIfAbsent(questions.get(task).kind(), _ -> new Histogram(3))
                        .recordValue((System.nanoTime() - started) / 1_000);
            }
        }
        micros.forEach((kind, times) -> report.note("%s, one caller, %s: mean %.1f ms, p99 %.1f ms"
                .formatted(arm.name(), kind, times.getMean() / 1e3, times.getValueAtPercentile(99) / 1e3)));
    }

    private void cursors() throws IOException, InterruptedException {
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
        URI url = service.server();
        Arm deeper = new Arm("cursor", url, task -> deep.get(task % deep.size()));
        Arm shallow = new Arm("page 1", url, task -> first.get(task % first.size()));
        Pairs pairs = Pairs.run(loop, shallow, deeper, PAIRS, 5 * first.size());
        report.add("search: time of a page from a cursor at hit 9,000, of page 1", pairs.throughput());
    }
}
