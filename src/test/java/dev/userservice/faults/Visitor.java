package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.HttpExchange;
import dev.userservice.Service.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Somebody with a browser in front of the gateway. */
record Visitor(String gateway) {

    /** Makes an influencer's account; its id. */
    String register(String username, String password) {
        Answer answer = send(json("POST", "/api/auth/register", """
                {"email": "%1$s@example.com", "username": "%1$s", "password": "%2$s", "roles": ["INFLUENCER"]}
                """.formatted(username, password)));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().path("id").asText();
    }

    /** The access token. */
    String logIn(String email, String password) {
        Answer answer = tryToLogIn(email, password);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("accessToken").asText();
    }

    Answer tryToLogIn(String email, String password) {
        return send(json(
                "POST", "/api/auth/login", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password)));
    }

    Answer get(String path) {
        return look(path, 0);
    }

    Answer get(String path, String token) {
        return send(signed(path, token));
    }

    Answer patch(String path, String body, String token) {
        return send(json("PATCH", path, body).header("Authorization", "Bearer " + token));
    }

    Answer delete(String path, String body, String token) {
        return send(json("DELETE", path, body).header("Authorization", "Bearer " + token));
    }

    Answer put(String path, String token) {
        return send(signed(path, token).PUT(BodyPublishers.noBody()));
    }

    /** Looks with one of several browsers. */
    Answer look(String path, int browser) {
        return send(request(path).setHeader("User-Agent", "Mozilla/5.0 (" + browser + ")"));
    }

    private HttpRequest.Builder signed(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder json(String method, String path, String body) {
        return request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(Duration.ofSeconds(20))
                .header("User-Agent", "Mozilla/5.0");
    }

    private static Answer send(HttpRequest.Builder request) {
        return Answer.of(HttpExchange.send(request.build()));
    }
}
