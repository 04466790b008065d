package dev.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Signed webhooks as whole requests, made beforehand: each creates a user of its own, all alike but for the id. */
final class Deliveries {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> user =
            new HashMap<>(new Corpus().users(1).findFirst().orElseThrow());
    private final Webhook signer;

    Deliveries(String secret) {
        try {
            this.signer = new Webhook(secret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** One request each; the signatures are good for five minutes. */
    List<byte[]> of(String prefix, int count) {
        long now = Instant.now().getEpochSecond();
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> request(prefix + number, now))
                .toList();
    }

    /** Callers with one request for each task. */
    Arm arm(URI service, String prefix, int count) {
        List<byte[]> requests = of(prefix, count);
        return new Arm("webhooks", service, task -> List.of(requests.get(task)));
    }

    private byte[] request(String id, long now) {
        String body = body(id);
        String head = "POST /sync/user-created HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
                + "webhook-id: " + id + "\r\nwebhook-timestamp: " + now + "\r\nwebhook-signature: "
                + signature(id, now, body) + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> user(String id) {
        Map<String, Object> own = new HashMap<>(user);
        own.putAll(Map.of("id", id, "username", id, "version", 1));
        return own;
    }

    private String body(String id) {
        try {
            return JSON.writeValueAsString(user(id));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings, numbers and lists can be written", e);
        }
    }

    private String signature(String id, long now, String body) {
        try {
            return signer.sign(id, now, body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }
}
