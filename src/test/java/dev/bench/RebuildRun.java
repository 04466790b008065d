package dev.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A rebuild as an admin has it: started, paused, resumed, waited for, and cancelled before it takes over. */
final class RebuildRun implements AutoCloseable {

    static final Duration LONGEST = Duration.ofMinutes(20);

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> ACTIVE = Set.of("planned", "building", "catching_up", "verifying", "ready");

    private final URI service;
    private final String token;
    private final String path;

    private RebuildRun(URI service, String token, String path) {
        this.service = service;
        this.token = token;
        this.path = path;
    }

    static RebuildRun start(Stage stage, Stage.Running service, String options) throws IOException {
        JsonNode run = send(service.url(), stage.adminToken(), "POST", "/admin/reindex", options, 202);
        return new RebuildRun(
                service.url(),
                stage.adminToken(),
                "/admin/reindex/" + run.path("id").asText());
    }

    /** Gives up the one that an earlier run has left behind when it ended early: only one can go on at a time. */
    static void cancelLeftOver(Stage stage, Stage.Running service) throws IOException {
        JsonNode runs = send(service.url(), stage.adminToken(), "GET", "/admin/reindex", "", 200);
        for (JsonNode run : runs.path("runs")) {
            if (ACTIVE.contains(run.path("state").asText())) {
                new RebuildRun(
                                service.url(),
                                stage.adminToken(),
                                "/admin/reindex/" + run.path("id").asText())
                        .close();
            }
        }
    }

    void pause() throws IOException {
        post("/pause");
    }

    void resume() throws IOException {
        post("/resume");
    }

    private void post(String action) throws IOException {
        send(service, token, "POST", path + action, "{}", 202);
    }

    JsonNode state() throws IOException {
        return send(service, token, "GET", path, "", 200);
    }

    /** How many users have been read. */
    int done() throws IOException {
        return state().path("done").asInt();
    }

    boolean isFilled() throws IOException {
        return !Set.of("planned", "building").contains(state().path("state").asText());
    }

    void awaitState(String state) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(500)).until(() -> {
            JsonNode answer = state();
            if (answer.path("state").asText().equals("failed")) {
                throw new IllegalStateException(answer.toString());
            }
            return answer.path("state").asText().equals(state);
        });
    }

    /** Waits until all are written; what comes then is no part of the filling. */
    void awaitFilled() {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(500)).until(this::isFilled);
    }

    /** How long the filling took by itself, in seconds. */
    double fillingSeconds() throws IOException {
        for (JsonNode step : state().path("steps")) {
            if (step.path("name").asText().equals("building")) {
                Duration time = Duration.between(
                        Instant.parse(step.path("startedAt").asText()),
                        Instant.parse(step.path("finishedAt").asText()));
                return time.toMillis() / 1e3;
            }
        }
        throw new IllegalStateException("Nothing was filled");
    }

    /** Cancels it, if it still goes on. */
    @Override
    public void close() throws IOException {
        post("/cancel");
        awaitState("cancelled");
    }

    // a connection of its own each time: the service closes one that nothing was asked on for a while
    private static JsonNode send(URI service, String token, String method, String path, String body, int expected)
            throws IOException {
        try (HttpConnection api = new HttpConnection(service)) {
            int status = api.send(HttpConnection.request(
                    method,
                    path,
                    Map.of("Content-Type", "application/json", "Authorization", token),
                    body.getBytes(StandardCharsets.UTF_8)));
            if (status != expected) {
                throw new IllegalStateException(status + ": " + api.text());
            }
            return JSON.readTree(api.body());
        }
    }
}
