package dev.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Measures pages far down, that only a cursor leads to, against the first page of the same searches. */
final class CursorBench {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAIRS = 10;
    private static final double SECONDS = 0.7;

    private final Stage.Running service;
    private final Report report;
    private final ClosedLoop loop;
    private final List<List<byte[]>> first = new ArrayList<>();
    private final List<List<byte[]>> deep = new ArrayList<>();

    CursorBench(Stage.Running service, Report report, ClosedLoop loop) {
        this.service = service;
        this.report = report;
        this.loop = loop;
    }

    void run() throws Exception {
        try (HttpConnection connection = new HttpConnection(service.url())) {
            for (String niche : Vocabulary.NICHES) {
                for (String query : List.of("niche=" + niche, "q=" + niche, "q=" + niche + "&niche=" + niche)) {
                    follow("/search/influencers?size=20&" + query, connection);
                }
            }
        }
        if (first.isEmpty()) {
            report.note("No query has 9,000 hits at this scale");
            return;
        }
        Arm pages = Arm.of("page 1", service.url(), first);
        Arm cursors = Arm.of("cursor", service.url(), deep);
        Turns.take(
                report,
                PAIRS,
                loop,
                List.of(pages, cursors),
                rounded(loop.tasksIn(SECONDS, cursors, first.size())),
                new Claim("search: time of a page from a cursor at hit 9,000, of page 1", Pairs::throughput));
    }

    private void follow(String path, HttpConnection connection) throws IOException {
        connection.send(HttpConnection.get(path.replace("size=20", "size=100&page=90")));
        String cursor = JSON.readTree(connection.body()).path("nextCursor").asText("");
        if (!cursor.isEmpty()) {
            first.add(List.of(HttpConnection.get(path)));
            deep.add(
                    List.of(HttpConnection.get(path + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))));
        }
    }

    // each search as often as the others
    private int rounded(int tasks) {
        return Math.max(1, tasks / first.size()) * first.size();
    }
}
