package dev.userservice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands before Elasticsearch and refuses some requests, by their bodies, or answers them with what is none. */
public final class ElasticsearchProxy implements AutoCloseable {

    private static final Set<String> OF_THIS_CONNECTION =
            Set.of("connection", "host", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect");

    private static final byte[] HALF = "{\"took\":1,\"hits\":{".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String target;
    private volatile Predicate<String> refused = body -> false;
    private volatile Predicate<String> garbled = body -> false;

    private ElasticsearchProxy(HttpServer server, String target) {
        this.server = server;
        this.target = target;
    }

    public static ElasticsearchProxy before(String elasticsearchUrl) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ElasticsearchProxy proxy = new ElasticsearchProxy(server, elasticsearchUrl.replaceAll("/+$", ""));
            server.createContext("/", proxy::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers 503 to requests with such bodies from now on. */
    public void refuse(Predicate<String> bodies) {
        refused = bodies;
    }

    /** Answers requests with such bodies 200 and half an answer from now on. */
    public void garble(Predicate<String> bodies) {
        garbled = bodies;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String text = new String(body, StandardCharsets.UTF_8);
        if (refused.test(text)) {
            exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
            exchange.sendResponseHeaders(503, -1);
        } else if (garbled.test(text)) {
            exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, HALF.length);
            exchange.getResponseBody().write(HALF);
        } else {
            HttpResponse<byte[]> response = forwarded(exchange, body);
            response.headers().map().entrySet().stream()
                    .filter(header ->
                            !OF_THIS_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT)))
                    .forEach(header -> exchange.getResponseHeaders().put(header.getKey(), header.getValue()));
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        }
        exchange.close();
    }

    private HttpResponse<byte[]> forwarded(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THIS_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
