package dev.userctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The routes of the service that an operator uses. */
final class Service {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;
    private final String token;

    Service(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    JsonNode plan() {
        return get("/plan");
    }

    JsonNode runs() {
        return get("").path("runs");
    }

    JsonNode run(long id) {
        return get("/" + id);
    }

    JsonNode report(long id) {
        return get("/" + id + "/report");
    }

    /** Safe to be repeated with the same key. */
    JsonNode start(JsonNode options, String key) {
        return send(post("", options).header("Idempotency-Key", key));
    }

    JsonNode act(long id, String action, JsonNode body) {
        return send(post("/" + id + "/" + action, body));
    }

    private JsonNode get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder post(String path, JsonNode body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/admin/reindex" + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return body(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw ServiceException.unreachable("The service does not answer at " + address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.unreachable("Interrupted");
        }
    }

    private JsonNode body(HttpResponse<String> response) {
        JsonNode body = parsed(response.body());
        int status = response.statusCode();
        if (status / 100 == 2) {
            return told(body);
        }
        if (status == 502 || status == 503 || status == 504) {
            throw ServiceException.unreachable(body.path("detail").asText("The service is not available"));
        }
        if (status == 401) {
            throw ServiceException.refused(
                    "A valid token of an admin is needed: set USER_SERVICE_TOKEN", "unauthorized");
        }
        throw ServiceException.refused(
                body.path("detail").asText("The service answered " + status),
                body.path("code").asText("status_" + status));
    }

    private JsonNode told(JsonNode body) {
        if (body.isObject()) {
            return body;
        }
        throw ServiceException.refused("This is no User Service: " + address, "no_user_service");
    }

    // a gateway in between may answer with anything
    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }
}
