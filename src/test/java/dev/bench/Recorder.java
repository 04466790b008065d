package dev.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Stands between a service and Elasticsearch and writes down the searches that pass, byte for byte, as far as they are
 * for what is measured and not what the service looks for by itself.
 */
final class Recorder implements AutoCloseable {

    private static final String MEDIA_TYPE = "application/vnd.elasticsearch+json; compatible-with=9";

    /** The searches that people make: each has a page to remember, and what may be meant instead is counted for some. */
    static final Predicate<String> PEOPLE =
            search -> search.contains("preference=pages-") || search.contains("\"counts\":{\"filters\"");

    /** The searches for what may be meant while somebody types: the fields they ask for. */
    static final Predicate<String> SUGGESTIONS = search -> search.contains("\"profilePicture\",\"verified\"");

    /** The aggregations over who was looked at. */
    static final Predicate<String> ACTIVITY = search -> search.startsWith("/activity/");

    private final URI elasticsearch;
    private final Predicate<String> wanted;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private List<byte[]> recorded = new ArrayList<>();

    /** Writes down the searches whose path and body are {@code wanted}. */
    Recorder(URI elasticsearch, Predicate<String> wanted) throws IOException {
        this.elasticsearch = elasticsearch;
        this.wanted = wanted;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The searches since the last call, as whole requests. */
    synchronized List<byte[]> take() {
        List<byte[]> taken = recorded;
        recorded = new ArrayList<>();
        return taken;
    }

    private synchronized void record(byte[] request) {
        recorded.add(request);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readAllBytes();
            String path = exchange.getRequestURI().toString();
            if (path.contains("/_search") && wanted.test(path + "\n" + new String(body, StandardCharsets.UTF_8))) {
                record(HttpConnection.post(path, MEDIA_TYPE, body));
            }
            var request = HttpRequest.newBuilder(elasticsearch.resolve(path))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                    .header("Accept", MEDIA_TYPE);
            if (body.length > 0) {
                request.header("Content-Type", MEDIA_TYPE);
            }
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("transfer-encoding")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean none =
                    answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.statusCode(), none ? -1 : answer.body().length);
            if (!none) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
