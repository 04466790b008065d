package dev.gateway;

import static dev.gateway.Upstream.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway lets through, to whom, and what it says itself. */
class GatewayRoutesIntegrationTests extends AbstractGatewayTests {

    @ParameterizedTest
    @CsvSource({
        "/api/search/influencers?q=a, users",
        "/api/public/users/demo-anna, users",
        "/api/public/influencers/demo-anna, users",
        "/api/analytics/trending-influencers, users",
        "/api/favorites, users",
        "/api/favorites/demo-anna, users",
        "/api/recommendations, users",
        "/api/admin/reindex, users",
        "/v3/api-docs, users",
        "/v3/api-docs.yaml, users",
        "/swagger-ui.html, users",
        "/swagger-ui/index.html, users",
        "/api/auth/login, accounts",
        "/api/auth/users/profile, accounts",
        "/api/auth/admin/users/1/suspend, accounts",
        "/.well-known/jwks.json, accounts",
    })
    void everyRouteHasItsService(String path, String service) {
        assertThat(get(path).statusCode()).isEqualTo(200);

        assertThat(seenByUsers()).isEqualTo(service.equals("users") ? 1 : 0);
        assertThat(accounts.requests()).hasSize(service.equals("users") ? 0 : 1);
        assertThat((service.equals("users") ? lastUserRequest() : accounts.last()).uri())
                .isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sync/user-created",
                "/api/sync",
                "/api/sync/sync-status",
                "/sync/user-created",
                "/api/internal/users",
                "/internal/users",
                "/internal/analytics",
                "/actuator/health",
                "/api/actuator/prometheus",
                "/api/search/../sync/user-created",
                "/api/search/%2e%2e/sync/user-created",
                "/api/auth/../../internal/users",
                "/api/authority",
                "/api/auth",
                "/api/searching",
                "/api/SYNC/user-created",
                "/search/influencers",
                "/problem",
                "/api",
                "/",
            })
    void everythingElseIsClosed(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("application/problem+json", "\"code\":\"not_found\"");
        assertThat(seenByUsers() + accounts.requests().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/search/..;/sync/user-created",
                "/api/search/..%3B/sync/user-created",
                "/api/search/..%2fsync/user-created",
                "/api/search/..%5Csync",
                "/api//search/influencers",
                "/api/search;a=b/influencers",
            })
    void pathsThatCouldBeReadInTwoWaysAreRefused(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"bad_request\"");
        assertThat(seenByUsers()).isZero();
    }

    @Test
    void whoeverAClientClaimsToBeIsNotPassedOn() {
        get(
                "/api/search/users?q=a%2Fb//c;d",
                "X-User-Id",
                "admin",
                "X-User-Roles",
                "ADMIN",
                "X-Forwarded-For",
                "6.6.6.6",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Prefix",
                "/evil",
                "X-Real-IP",
                "6.6.6.6",
                "Forwarded",
                "for=6.6.6.6",
                "X-Original-URL",
                "/sync/user-created",
                "webhook-signature",
                "v1,x",
                "Authorization",
                "Bearer a.b.c",
                "Accept",
                "text/csv",
                "If-None-Match",
                "\"1\"",
                "Idempotency-Key",
                "k",
                "Cookie",
                "session=1");

        Upstream.Request seen = lastUserRequest();
        assertThat(seen.uri()).isEqualTo("/api/search/users?q=a%2Fb//c;d");
        assertThat(seen.headers())
                .containsOnlyKeys(
                        "Host",
                        "X-request-id",
                        "X-forwarded-for",
                        "X-forwarded-proto",
                        "X-forwarded-port",
                        "Authorization",
                        "Accept",
                        "User-agent",
                        "If-none-match",
                        "Idempotency-key");
        assertThat(seen.headers().getFirst("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.headers().getFirst("X-Forwarded-Port"))
                .isEqualTo("" + URI.create(nginx.url()).getPort());
        assertThat(seen.headers().getFirst("User-Agent")).isEqualTo(BROWSER);
    }

    @ParameterizedTest
    @CsvSource({"order-66, true", "'bad id', false", "'<script>', false", "'', false"})
    void aSaneRequestIdIsKeptAndAnyOtherReplaced(String given, boolean kept) {
        users.answers(exchange -> {
            exchange.getResponseHeaders().set("X-Request-ID", "of the service");
            respond(exchange, 200, "{}");
        });

        HttpResponse<String> answer = get("/api/search/users", "X-Request-ID", given);

        String passedOn = lastUserRequest().headers().getFirst("X-Request-ID");
        assertThat(passedOn).matches(kept ? given : "[0-9a-f]{32}");
        assertThat(answer.headers().allValues("X-Request-ID")).containsExactly(passedOn);
    }

    @Test
    void itsOwnFailuresAreProblemsWithTheIdOfTheRequest() throws IOException {
        String wide = "a".repeat(8_300);
        List<String> requests = List.of(
                "400 GET /api/search/users HTTP/1.1\r\nHost: x\r\nHost: y",
                "405 TRACE /api/search/users HTTP/1.1\r\nHost: x",
                "413 POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 262145",
                "413 POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n50000\r\na",
                "414 GET /api/search/users?q=" + wide + " HTTP/1.1\r\nHost: x",
                "431 GET /api/search/users HTTP/1.1\r\nHost: x\r\nCookie: " + wide,
                "501 POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip",
                "505 GET /api/search/users HTTP/3.1\r\nHost: x");
        for (String request : requests) {
            String answer = raw(request.substring(4) + "\r\nConnection: close\r\nX-Request-ID: mine\r\n\r\n");

            String status = request.substring(0, 3);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            JsonNode problem = json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
            assertThat(problem.get("status").asText()).isEqualTo(status);
            assertThat(problem.get("type").asText())
                    .isEqualTo("/problems/" + problem.get("code").asText().replace('_', '-'));
            assertThat(answer)
                    .contains(
                            "Content-Type: application/problem+json",
                            "X-Request-ID: " + problem.get("requestId").asText())
                    .contains("X-Content-Type-Options: nosniff")
                    .doesNotContain("nginx/", "<html>");
        }
        assertThat(seenByUsers() + accounts.requests().size()).isZero();
    }

    @Test
    void problemsOfTheServicesAreTheirOwn() {
        users.answers(404);
        otherUsers.answers(404);

        assertThat(get("/api/public/users/nobody").body()).isEqualTo("{\"from\":\"service\"}");
    }

    @Test
    void theLogTellsOfRequestsButNotWhatWasSearchedFor() throws IOException {
        get("/api/search/users?q=secret-words", "X-Request-ID", "logged-1", "Authorization", "Bearer a.b.hush");
        get("/api/public/users/bob@example.com?x=1", "X-Request-ID", "logged-2");
        get("/api/public/users/bob%40example.com", "X-Request-ID", "logged-3");

        await().until(() -> Files.readString(nginx.accessLog()).contains("logged-3"));
        List<String> log = Files.readAllLines(nginx.accessLog());
        assertThat(log.stream().filter(line -> line.contains("\"logged-")))
                .hasSize(3)
                .noneMatch(line -> line.contains("secret") || line.contains("hush") || line.contains("bob"));
        for (String line : log) {
            assertThat(json(line).get("status").isInt()).isTrue();
        }
        assertThat(log).anySatisfy(line -> {
            JsonNode entry = json(line);
            assertThat(entry.get("requestId").asText()).isEqualTo("logged-2");
            assertThat(entry.get("path").asText()).isEqualTo("/api/public/users/...");
            assertThat(entry.get("upstreamStatus").asText()).isEqualTo("200");
        });
    }
}
