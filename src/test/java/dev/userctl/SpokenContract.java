package dev.userctl;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A server that speaks the routes of a rebuild, says what it is told to, and remembers what it was asked. */
final class SpokenContract implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** An answer to be given. */
    record Answer(int status, String body) {}

    /** A request as it came. */
    record Asked(String route, String authorization, String key, String body) {}

    private SpokenContract(HttpServer server) {
        this.server = server;
    }

    static SpokenContract start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var contract = new SpokenContract(server);
            server.createContext("/admin/reindex", contract::answer);
            server.start();
            return contract;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return asked;
    }

    /** What this route says next; the last of several is said again and again. */
    SpokenContract says(String route, int status, String body) {
        answers.computeIfAbsent(route, key -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    /** A run with these differences from an ordinary one. */
    static String run(String state, Consumer<ObjectNode> change) {
        ObjectNode run = JsonMapper.builder().build().createObjectNode();
        run.put("id", 7)
                .put("state", state)
                .put("paused", false)
                .put("oldIndex", "users-000001")
                .put("newIndex", "users-000002")
                .put("done", 124_000)
                .put("total", 200_000)
                .put("percent", 62.0)
                .put("rate", 3410)
                .put("averageRate", 3120)
                .put("etaSeconds", 22)
                .put("lag", 3)
                .put("stalled", false)
                .putNull("throttledBy")
                .put("message", "It is " + state);
        run.putObject("failed").put("count", 0).putArray("first");
        change.accept(run);
        return run.toString();
    }

    static String run(String state) {
        return run(state, same -> {});
    }

    private void answer(HttpExchange exchange) throws IOException {
        String route =
                exchange.getRequestMethod() + exchange.getRequestURI().getPath().substring("/admin/reindex".length());
        asked.add(new Asked(
                route,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answer answer = next(route);
        try (exchange) {
            // a status of nothing stands for a connection that breaks
            if (answer.status() > 0) {
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private synchronized Answer next(String route) {
        Deque<Answer> left = answers.getOrDefault(route, new ArrayDeque<>());
        if (left.isEmpty()) {
            return new Answer(404, "{\"code\": \"not_found\", \"detail\": \"Nothing is known of this\"}");
        }
        return left.size() == 1 ? left.peek() : left.poll();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
