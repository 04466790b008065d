package dev.authservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A User Service that takes webhooks, in any mood. */
public final class UserServiceStandIn {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UserServiceStandIn SHARED = new UserServiceStandIn();

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Message> mood = _ -> 200;
    private volatile String retryAfter = "";

    private UserServiceStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** The one that all tests of this JVM talk to. */
    public static UserServiceStandIn shared() {
        return SHARED;
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A message as it came. */
    public record Message(String path, Map<String, List<String>> headers, String body) {

        public String id() {
            return headers.get("Webhook-id").getFirst();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String userId() {
            JsonNode data = json().path("data");
            return data.path("id").asText(data.path("userId").asText());
        }

        public long version() {
            return json().at("/data/version").asLong();
        }

        /** Throws if the official library does not take the signature. */
        public void verify(String secret) throws EmptyWebhookSecretException, WebhookVerificationException {
            new Webhook(secret)
                    .verify(
                            body,
                            Map.of(
                                    "webhook-id", headers.get("Webhook-id"),
                                    "webhook-timestamp", headers.get("Webhook-timestamp"),
                                    "webhook-signature", headers.get("Webhook-signature")));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Message message =
                new Message(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body);
        messages.add(message);
        int status = mood.applyAsInt(message);
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Answers with what this gives from now on, which may take its time. */
    public void answers(ToIntFunction<Message> wanted) {
        mood = wanted;
    }

    public void asksToRetryAfter(String header) {
        retryAfter = header;
    }

    public void reset() {
        answers(_ -> 200);
        asksToRetryAfter("");
        messages.clear();
    }

    /** Everything that came, oldest first. */
    public List<Message> messages() {
        return messages;
    }

    public List<Message> about(String userId) {
        return messages.stream()
                .filter(message -> message.userId().equals(userId))
                .toList();
    }
}
