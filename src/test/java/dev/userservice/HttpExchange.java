package dev.userservice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** One request and its answer, for tests that have no use for checked exceptions. */
public final class HttpExchange {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpExchange() {}

    /** What is sent, by whichever client. */
    @FunctionalInterface
    interface Sending {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    /** Sends a request; a missing answer is an {@link UncheckedIOException}. */
    public static HttpResponse<String> send(HttpRequest request) {
        return of(() -> HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    static HttpResponse<String> of(Sending sending) {
        try {
            return sending.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
