package dev.userservice;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demo.WebhookClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The service as somebody outside of it sees it. */
public final class Service {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final WebhookClient webhooks;

    public Service(int port, String secret) {
        this.address = URI.create("http://localhost:" + port);
        this.webhooks = new WebhookClient(address, secret);
    }

    /** An answer: its status, its headers, and its body as JSON. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {

        public static Answer of(HttpResponse<String> response) {
            try {
                return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
            } catch (IOException e) {
                throw new UncheckedIOException(response.statusCode() + " " + response.body(), e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The ids of the hits of a search, best first. */
        public List<String> hits() {
            return texts(body.path("hits"), "/id");
        }

        /** What a problem points at. */
        public List<String> faults() {
            return texts(body.path("errors"), body.at("/errors/0/pointer").isMissingNode() ? "/parameter" : "/pointer");
        }

        private static List<String> texts(JsonNode items, String pointer) {
            return StreamSupport.stream(items.spliterator(), false)
                    .map(item -> item.at(pointer).asText())
                    .toList();
        }
    }

    public URI address() {
        return address;
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** Posts nothing but the request. */
    public Answer post(String path, String... headers) {
        return send(
                request(path, headers).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public Answer send(HttpRequest request) {
        return Answer.of(sendRaw(request));
    }

    public HttpResponse<String> sendRaw(HttpRequest request) {
        return HttpExchange.send(request);
    }

    /** The whole answer to a path that no client library would send. */
    public String rawGet(String path) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** The whole answer to a request that no client library would send, which must be its connection's last. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public Answer search(String text) {
        return get("/search/influencers?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    public Answer userCreated(String body) {
        return webhook("/sync/user-created", body);
    }

    public Answer userUpdated(String body) {
        return webhook("/sync/user-updated", body);
    }

    public Answer userDeleted(String body) {
        return webhook("/sync/user-deleted", body);
    }

    public Answer webhook(String route, String body) {
        return webhook(route, body, WebhookClient.newId());
    }

    public Answer webhook(String route, String body, String id) {
        return Answer.of(HttpExchange.of(() -> webhooks.send(route, body, id)));
    }

    /** Waits until a search has exactly these hits in this order. */
    public void awaitHits(String text, String... ids) {
        await("hits of " + text)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> search(text).hits().equals(List.of(ids)));
    }
}
