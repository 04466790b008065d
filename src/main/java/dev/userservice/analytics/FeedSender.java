package dev.userservice.analytics;

import dev.platform.WebhookSecrets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts signed messages to the Auth Service: bounded in time and size, without following anybody anywhere. */
final class FeedSender {

    private final FeedProperties properties;
    private final WebhookSecrets secrets;
    private final InstantSource clock;
    private final URI address;
    private final HttpClient http;

    FeedSender(FeedProperties properties, WebhookSecrets secrets, InstantSource clock) {
        this.properties = properties;
        this.secrets = secrets;
        this.clock = clock;
        this.address = URI.create(properties.url().toString().replaceAll("/+$", "") + "/internal/analytics");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .build();
    }

    /** Sends a message under this id. Returns why it did not arrive, or nothing if it did. */
    Optional<String> send(String id, byte[] body) {
        CompletableFuture<HttpResponse<Void>> exchange = http.sendAsync(
                request(id, body),
                BodyHandlers.limiting(
                        BodyHandlers.discarding(), properties.maxAnswer().toBytes()));
        try {
            int status = exchange.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
        } catch (TimeoutException e) {
            return Optional.of("no whole answer came in time");
        } catch (ExecutionException e) {
            return Optional.of(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("this instance was stopped");
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpRequest request(String id, byte[] body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", String.join(" ", secrets.signatures(id, timestamp, body)))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    // the client's own words may quote the address
    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case ConnectException e -> "it cannot be reached";
            case IOException e -> "its answer ended early or is too long";
            case null, default -> "it could not be told";
        };
    }
}
