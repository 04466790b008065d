package dev.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Gatherers;

/** Gives the demo users accounts at the Auth Service, which tells the User Service of them. */
record DemoImport(URI authService, String serviceToken) {

    private static final int AT_ONCE = 500;

    /** Whether nobody has done so yet. */
    boolean isNeeded() {
        return send(request("/internal/users/demo-anna").GET()).statusCode() == 404;
    }

    /** Does so and says in one line how many there are and how long it took. */
    String run() {
        long start = System.nanoTime();
        List<String> users = DemoUsers.accounts(Instant.now()).toList();
        users.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(this::send);
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%,d demo users registered in %.1f s", users.size(), seconds);
    }

    private void send(List<String> users) {
        HttpResponse<String> answer = send(request("/internal/users/import")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", users) + "\n")));
        if (answer.statusCode() != 200 || !answer.body().contains("\"failed\":0,")) {
            throw new IllegalStateException("The Auth Service does not take the demo users: %d %s"
                    .formatted(answer.statusCode(), answer.body()));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(authService.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + serviceToken);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("The Auth Service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while registering demo users", e);
        }
    }
}
