package dev.userservice.sync;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gets whole answers from the Auth Service: bounded in time and size, without following anybody anywhere. */
@Component
class SourceHttp {

    private final SourceProperties properties;
    private final String base;
    private final HttpClient http;

    SourceHttp(SourceProperties properties) {
        this.properties = properties;
        this.base = properties.url().toString().replaceAll("/+$", "");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .build();
    }

    /** A clean 200, or a 404. */
    record Answer(boolean isFound, String contentType, ByteBuffer body) {}

    /**
     * Asks for this path.
     *
     * @throws SourceUnavailableException if there is no whole answer in time, or one that asks for patience
     * @throws SourceException if the answer is any other than 200 or 404
     */
    Answer get(String path, Duration timeout) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(
                request(path),
                BodyHandlers.limiting(
                        BodyHandlers.ofByteArray(), properties.maxBody().toBytes()));
        try {
            return answer(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new SourceUnavailableException(
                    "The Auth Service gave no whole answer within %d ms".formatted(timeout.toMillis()));
        } catch (ExecutionException e) {
            throw new SourceUnavailableException(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailableException("This instance was stopped while the Auth Service answered");
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpRequest request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/x-ndjson, application/json");
        if (properties.token() != null) {
            request.header("Authorization", "Bearer " + properties.token());
        }
        return request.build();
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status >= 500 || status == 429 || status == 408) {
            throw new SourceUnavailableException("The Auth Service answered " + status);
        }
        if (status != 200 && status != 404) {
            throw new SourceException("The Auth Service answered " + status + ", which cannot be used");
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(status == 200, type.split(";", 2)[0].strip(), ByteBuffer.wrap(response.body()));
    }

    // the client's own words may quote the address
    private String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e -> "The Auth Service cannot be reached in time";
            case ConnectException e -> "The Auth Service cannot be reached";
            case IOException e ->
                "The Auth Service's answer ended early or has more than %d bytes"
                        .formatted(properties.maxBody().toBytes());
            case null, default -> "The Auth Service could not be asked";
        };
    }
}
