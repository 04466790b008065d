package dev.userservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.stream.StreamSupport;

/** The place where an Auth Service takes analytics, in any mood. */
public final class AnalyticsInbox implements HttpHandler {

    static final String PATH = "/internal/analytics";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile IntSupplier mood = () -> 202;

    /** A delivery as it came, and whether it was taken. */
    public record Message(Map<String, List<String>> headers, String body, int status) {

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

        public List<String> users() {
            return StreamSupport.stream(json().at("/data/users").spliterator(), false)
                    .map(user -> user.path("userId").textValue())
                    .toList();
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

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = mood.getAsInt();
        messages.add(new Message(Map.copyOf(exchange.getRequestHeaders()), body, status));
        if (status / 100 == 3) {
            exchange.getResponseHeaders().set("Location", "/internal/analytics/elsewhere");
        }
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Answers with what this gives from now on, which may take its time. */
    public void answers(IntSupplier wanted) {
        mood = wanted;
    }

    public void reset() {
        answers(() -> 202);
        messages.clear();
    }

    /** Everything that came, oldest first. */
    public List<Message> messages() {
        return messages;
    }

    public List<Message> taken() {
        return messages.stream().filter(message -> message.status() / 100 == 2).toList();
    }
}
