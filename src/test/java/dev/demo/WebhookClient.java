package dev.demo;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Sends signed webhooks as an Auth Service does, signing with the official Standard Webhooks library. */
public final class WebhookClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI service;
    private final Webhook signer;

    public WebhookClient(URI service, String secret) {
        this.service = service;
        this.signer = signer(secret);
    }

    private static Webhook signer(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Sends a new delivery to {@code /sync/user-created}, {@code -updated} or {@code -deleted}. */
    public HttpResponse<String> send(String route, String body) throws IOException, InterruptedException {
        return send(route, body, newId());
    }

    /** The id of a delivery not made before. */
    public static String newId() {
        return "msg_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Sends a delivery under a given id, as a retry does. */
    public HttpResponse<String> send(String route, String body, String id) throws IOException, InterruptedException {
        long now = Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(service.resolve(route))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", sign(id, now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String sign(String id, long now, String body) {
        try {
            return signer.sign(id, now, body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }
}
