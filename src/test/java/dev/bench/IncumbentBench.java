package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bench.Question.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Measures searches against those that need no Elasticsearch: full text in Postgres, and the incumbent's substrings. They
 * do not answer alike, so whom they find is noted, and so are the questions that they answer faster.
 */
final class IncumbentBench {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CALLERS = 4;
    private static final int PAIRS = 6;
    private static final double SECONDS = 2;
    private static final int PROBES = 200;

    private final Stage stage;
    private final Report report;
    private final Map<Question, String> wanted = new LinkedHashMap<>();
    private final List<Question> questions;
    private final Arm service;
    private final ClosedLoop loop;

    IncumbentBench(Setting setting) {
        this.stage = setting.stage();
        this.report = setting.report();
        setting.wanted().forEach((question, person) -> {
            if (!question.text().isEmpty() && question.refinement() == Question.Refinement.NONE) {
                wanted.put(question, person);
            }
        });
        this.questions = List.copyOf(wanted.keySet());
        Stage.Running running = stage.quietService();
        this.service = Arm.of("service", running.url(), Setting.requests(questions));
        this.loop = ClosedLoop.watching(running, CALLERS);
    }

    void run() throws Exception {
        try (Connection connection = stage.connect()) {
            PeerSearch.prepare(connection);
            stage.warmUpQuietService(service, loop);
            for (PeerSearch peer : PeerSearch.values()) {
                compare(peer);
            }
            try (HttpConnection http = new HttpConnection(service.server())) {
                FirstPages served = FirstPages.of(question -> served(question, http), wanted);
                for (PeerSearch peer : PeerSearch.values()) {
                    note(served, peer, FirstPages.of(question -> peer.find(question, connection), wanted));
                }
            }
        }
    }

    // the slower arm gets fewer of the questions, or a turn of it would take minutes
    private void compare(PeerSearch peer) throws Exception {
        Callers callers = peer.callers(stage, questions);
        int served = loop.tasksIn(SECONDS, service, PROBES);
        int tasks = Math.min(served, loop.tasksIn(SECONDS, callers, 2 * CALLERS));
        Pairs pairs = Turns.take(
                report,
                PAIRS,
                turn -> loop.run(service, turn * served, served),
                turn -> loop.run(callers, turn * served, tasks),
                new Claim(peer.goal(), Pairs::throughput));
        report.note("%s: %.1f/s, p50 %.0f ms, p99 %.0f ms; the service %.1f/s"
                .formatted(
                        peer.words(),
                        pairs.perSecond(Pairs.Pair::other),
                        pairs.micros(Pairs.Pair::other).getValueAtPercentile(50) / 1e3,
                        pairs.micros(Pairs.Pair::other).getValueAtPercentile(99) / 1e3,
                        pairs.perSecond(Pairs.Pair::one)));
    }

    private static List<String> served(Question question, HttpConnection connection) throws IOException {
        RawDocuments.call(connection, HttpConnection.get(question.path()));
        JsonNode hits = JSON.readTree(connection.body()).path("hits");
        return StreamSupport.stream(hits.spliterator(), false)
                .map(hit -> hit.path("id").asText())
                .toList();
    }

    private void note(FirstPages served, PeerSearch peer, FirstPages pages) {
        for (Kind kind : pages.kinds()) {
            report.note("%s, one caller: who was asked for is on the first page for %s, with %s %s; %.1f ms, %.1f ms%s"
                    .formatted(
                            kind,
                            served.share(kind),
                            peer.words(),
                            pages.share(kind),
                            served.millis(kind),
                            pages.millis(kind),
                            pages.millis(kind) < served.millis(kind) ? ": Postgres is faster" : ""));
        }
    }
}
