package dev.authservice.delivery;

import dev.platform.WebhookSecrets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts signed messages to the User Service: bounded in time and size, without following anybody anywhere. */
final class WebhookSender {

    private final DeliveryProperties properties;
    private final WebhookSecrets secrets;
    private final InstantSource clock;
    private final String base;
    private final HttpClient http;

    WebhookSender(DeliveryProperties properties, WebhookSecrets secrets, InstantSource clock) {
        this.properties = properties;
        this.secrets = secrets;
        this.clock = clock;
        this.base = properties.url().toString().replaceAll("/+$", "");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .build();
    }

    /** Sends a message under this id, with a timestamp and a signature of now. */
    Outcome send(String path, String id, byte[] body) {
        CompletableFuture<HttpResponse<Void>> exchange = http.sendAsync(
                request(path, id, body),
                BodyHandlers.limiting(
                        BodyHandlers.discarding(), properties.maxAnswer().toBytes()));
        try {
            return outcome(exchange.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Outcome.Failed("no whole answer came in time", Duration.ZERO);
        } catch (ExecutionException e) {
            return outcome(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Away("this instance was stopped", Duration.ZERO);
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpRequest request(String path, String id, byte[] body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", String.join(" ", secrets.signatures(id, timestamp, body)))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private Outcome outcome(HttpResponse<Void> answer) {
        String retryAfter = answer.headers().firstValue("Retry-After").orElse("");
        return Outcome.of(
                answer.statusCode(), RetryAfter.of(retryAfter, clock.instant(), properties.longestRetryAfter()));
    }

    // the client's own words may quote the address
    private static Outcome outcome(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e -> new Outcome.Away("it cannot be reached in time", Duration.ZERO);
            case ConnectException e -> new Outcome.Away("it cannot be reached", Duration.ZERO);
            case IOException e -> new Outcome.Failed("its answer ended early or is too long", Duration.ZERO);
            case null, default -> new Outcome.Failed("it could not be told", Duration.ZERO);
        };
    }
}
