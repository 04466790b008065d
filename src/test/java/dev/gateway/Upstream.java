package dev.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A service behind the gateway that remembers what it was asked and answers as it is told. */
final class Upstream implements AutoCloseable {

    /** What reached the service. */
    record Request(String method, String uri, Headers headers) {}

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile HttpHandler answer = exchange -> respond(exchange, 200, "{}");

    private Upstream(HttpServer server) {
        this.server = server;
    }

    static Upstream start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Upstream upstream = new Upstream(server);
            server.createContext("/", upstream::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return upstream;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders()));
        exchange.getRequestBody().readAllBytes();
        try (exchange) {
            answer.handle(exchange);
        }
    }

    static void respond(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean hasNone = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, hasNone ? -1 : bytes.length);
        if (!hasNone) {
            exchange.getResponseBody().write(bytes);
        }
    }

    void answers(HttpHandler handler) {
        answer = handler;
    }

    void answers(int status) {
        answer = exchange -> respond(exchange, status, "{\"from\":\"service\"}");
    }

    List<Request> requests() {
        return requests;
    }

    Request last() {
        return requests.getLast();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void reset() {
        requests.clear();
        answer = exchange -> respond(exchange, 200, "{}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
