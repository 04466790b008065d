package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures suggestions while somebody types, against what Elasticsearch needs for them by itself. */
final class SuggestBench {

    private static final int CALLERS = 4;
    private static final int PAIRS = 10;
    private static final double SECONDS = 1;
    private static final int TEXTS = 1_000;
    private static final int LONGEST = 8;

    private final Stage stage;
    private final Report report;
    private final List<List<byte[]>> requests;
    private final Arm service;
    private final ClosedLoop loop;

    SuggestBench(Setting setting) {
        this.stage = setting.stage();
        this.report = setting.report();
        Stage.Running running = stage.quietService();
        this.requests = requestsWhileTyping(setting.questions());
        this.service = Arm.of("service", running.url(), requests);
        this.loop = ClosedLoop.watching(running, CALLERS);
    }

    static Recording recording(Stage stage) {
        return new Recording(stage, "suggestions", Recorder.SUGGESTIONS);
    }

    /** How the service is asked what somebody may mean who has typed the beginnings of these. */
    static List<List<byte[]>> requestsWhileTyping(List<Question> questions) {
        return typed(questions).stream().map(text -> List.of(request(text))).toList();
    }

    /** What is there of a question after the first few keys. */
    private static List<String> typed(List<Question> questions) {
        List<String> typed = new ArrayList<>();
        for (Question question : questions) {
            String text = question.text();
            int end = text.offsetByCodePoints(
                    0, Math.min(1 + typed.size() % LONGEST, text.codePointCount(0, text.length())));
            String beginning = text.substring(0, end).strip();
            if (!beginning.isEmpty() && typed.size() < TEXTS) {
                typed.add(beginning);
            }
        }
        return typed;
    }

    private static byte[] request(String text) {
        return HttpConnection.get("/search/suggestions?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    void run() throws Exception {
        Arm raw = recording(stage).of(requests);
        report.note("%,d beginnings, %.2f searches each"
                .formatted(requests.size(), Recording.searches(raw, requests.size())));
        WarmUp.ALIKE.of(service, loop, TEXTS);
        loop.run(raw, 0, TEXTS);
        Recording.check(service, raw, requests.size(), SuggestBench::checkSameUsers);
        Pairs pairs = Turns.take(
                report,
                PAIRS,
                loop,
                List.of(service, raw),
                loop.tasksIn(SECONDS, service, TEXTS),
                new Claim("suggest: throughput, of raw _search with the same bodies", Pairs::throughput));
        double p50 = pairs.micros(Pairs.Pair::one).getValueAtPercentile(50) / 1e3;
        report.note("suggestions: %.0f/s, p50 %.1f ms, p99 %.1f ms; raw %.0f/s"
                .formatted(
                        pairs.perSecond(Pairs.Pair::one),
                        p50,
                        pairs.micros(Pairs.Pair::one).getValueAtPercentile(99) / 1e3,
                        pairs.perSecond(Pairs.Pair::other)));
        report.figure("suggestions, ms of the median, 4 callers", p50);
    }

    // niches, places and popular queries take the place of some, and who has the very handle is the first
    private static void checkSameUsers(JsonNode served, List<JsonNode> raw) {
        List<String> shown = Recording.texts(served.path("suggestions"), "/user/id");
        List<String> found = raw.reversed().stream()
                .flatMap(answer -> Recording.texts(answer.at("/hits/hits"), "/_id").stream())
                .distinct()
                .toList();
        List<String> expected = Stream.concat(shown.stream().limit(1), found.stream())
                .distinct()
                .limit(shown.size())
                .toList();
        if (!shown.equals(expected) || !found.containsAll(shown)) {
            throw new IllegalStateException("Not the same users: %s and %s".formatted(shown, found));
        }
    }
}
