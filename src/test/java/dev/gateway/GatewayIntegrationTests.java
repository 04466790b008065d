package dev.gateway;

import static dev.gateway.Upstream.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.localservers.GatewaySettings;
import dev.localservers.Lifetime;
import dev.localservers.LocalNginx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway lets through, to whom, and what it says itself. */
@EnabledIf("dev.localservers.LocalNginx#isInstalled")
class GatewayIntegrationTests {

    private static final Path FOLDER = Path.of(".local", "gateway-test");
    private static final String BROWSER = "Mozilla/5.0";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Upstream users;
    private static Upstream otherUsers;
    private static Upstream accounts;
    private static LocalNginx nginx;

    @BeforeAll
    static void start() {
        users = Upstream.start();
        otherUsers = Upstream.start();
        accounts = Upstream.start();
        nginx = gateway(settings());
    }

    private static GatewaySettings settings() {
        return GatewaySettings.of(0, List.of(users.port(), otherUsers.port()), List.of(accounts.port()))
                .with("GATEWAY_ADDRESS_RATE", "1000r/s")
                .with("GATEWAY_PASSWORD_RATE", "1000r/s");
    }

    private static LocalNginx gateway(GatewaySettings settings) {
        return LocalNginx.start(FOLDER, Lifetime.TEMPORARY, settings);
    }

    @AfterAll
    static void stop() {
        nginx.close();
        Stream.of(users, otherUsers, accounts).forEach(Upstream::close);
    }

    @BeforeEach
    void forget() {
        Stream.of(users, otherUsers, accounts).forEach(Upstream::reset);
    }

    private static HttpRequest.Builder request(LocalNginx gateway, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway.url() + path)).header("User-Agent", BROWSER);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return send(request(nginx, path, headers));
    }

    private static HttpResponse<String> post(String path) {
        return send(request(nginx, path).POST(BodyPublishers.ofString("{}")));
    }

    /** The whole answer to what no client library would send. */
    private static String raw(String text) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(nginx.url()).getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            // nginx need not wait for the rest of a body it has refused
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    private static int seenByUsers() {
        return users.requests().size() + otherUsers.requests().size();
    }

    private static Upstream.Request lastUserRequest() {
        return users.requests().isEmpty() ? otherUsers.last() : users.last();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/search/influencers?q=a, users",
        "/api/public/users/demo-anna, users",
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
        String wide = "a".repeat(9_000);
        List<String> requests = List.of(
                "400 GET /api/search/users HTTP/1.1\r\nHost: x\r\nHost: y",
                "405 TRACE /api/search/users HTTP/1.1\r\nHost: x",
                "413 POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 262145",
                "413 POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n50000\r\n"
                        + "a".repeat(0x50000) + "\r\n0",
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
    void aRequestThatAsksIsSentToAnotherInstance() {
        for (int status : new int[] {502, 503}) {
            users.answers(status);
            assertThat(IntStream.range(0, 6)
                            .map(i -> get("/api/search/users?q=" + i).statusCode()))
                    .containsOnly(200);
        }
        users.answers(HttpExchangeEnd.HANDLER);
        assertThat(IntStream.range(0, 6)
                        .map(i -> get("/api/search/users?q=" + i).statusCode()))
                .containsOnly(200);
    }

    @Test
    void aRequestThatChangesSomethingIsSentOnlyOnce() {
        users.answers(HttpExchangeEnd.HANDLER);
        otherUsers.answers(HttpExchangeEnd.HANDLER);

        HttpResponse<String> answer = post("/api/admin/reindex");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(seenByUsers()).isEqualTo(1);
    }

    @Test
    void anInstanceThatIsGoneCostsNoRequest() {
        Upstream gone = Upstream.start();
        gone.close();
        try (LocalNginx gateway =
                gateway(GatewaySettings.of(0, List.of(gone.port(), users.port()), List.of(gone.port())))) {
            for (int i = 0; i < 6; i++) {
                assertThat(send(request(gateway, "/api/search/users")).statusCode())
                        .isEqualTo(200);
                assertThat(send(request(gateway, "/api/admin/reindex").POST(BodyPublishers.ofString("{}")))
                                .statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> answer = send(request(gateway, "/api/auth/users/profile"));
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("\"code\":\"bad_gateway\"");
        }
    }

    @Test
    void tooManyRequestsAreRefusedByAddressTokenAndPassword() {
        try (LocalNginx gateway = gateway(settings()
                .with("GATEWAY_TOKEN_RATE", "1r/m")
                .with("GATEWAY_TOKEN_BURST", "2")
                .with("GATEWAY_PASSWORD_RATE", "1r/m")
                .with("GATEWAY_PASSWORD_BURST", "4"))) {
            String token = "Bearer a.b." + "c".repeat(42);
            assertThat(statuses(gateway, "/api/favorites", "Authorization", token + "1"))
                    .containsExactly(200, 200, 200, 429, 429, 429);
            assertThat(statuses(gateway, "/api/favorites", "Authorization", token + "2"))
                    .startsWith(200, 200);
            assertThat(statuses(gateway, "/api/search/users", "Accept", "*/*")).containsOnly(200);
            assertThat(statuses(gateway, "/api/auth/login", "Accept", "*/*"))
                    .containsExactly(200, 200, 200, 200, 200, 429);

            HttpResponse<String> answer = send(request(gateway, "/api/auth/register"));
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(answer.body()).contains("\"code\":\"too_many_requests\"", "\"status\":429");
        }
        try (LocalNginx gateway =
                gateway(settings().with("GATEWAY_ADDRESS_RATE", "1r/m").with("GATEWAY_ADDRESS_BURST", "3"))) {
            assertThat(statuses(gateway, "/api/search/users", "Accept", "*/*"))
                    .containsExactly(200, 200, 200, 200, 429, 429);
        }
    }

    private static List<Integer> statuses(LocalNginx gateway, String path, String... headers) {
        return IntStream.range(0, 6)
                .mapToObj(i -> send(request(gateway, path, headers)).statusCode())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/analytics/trending-influencers?window=1h, Mozilla/5.0, none, 1",
        "/api/analytics/popular-brands, Mozilla/5.0, none, 1",
        "/api/analytics/popular-brands?limit=2, Mozilla/5.0, Bearer a.b.c, 3",
        "/api/analytics/search-trends, Mozilla/5.0, none, 3",
        "/api/public/users/anna, Mozilla/5.0, none, 3",
        "/api/public/users/bert, Googlebot/2.1, none, 1",
        "/api/public/users/carl, Googlebot/2.1, Bearer a.b.c, 3",
        "/api/search/users?q=anna, Googlebot/2.1, none, 3",
    })
    void answersAreKeptForThoseWhoCountForNothing(String path, String agent, String token, int asked) {
        for (int i = 0; i < 3; i++) {
            HttpRequest.Builder request = request(nginx, path).setHeader("User-Agent", agent);
            assertThat(send(token.equals("none") ? request : request.header("Authorization", token))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(seenByUsers()).isEqualTo(asked);
    }

    @Test
    void oneWhoKnowsAKeptAnswerIsToldThatItIsTheSame() {
        for (Upstream service : List.of(users, otherUsers)) {
            service.answers(exchange -> {
                exchange.getResponseHeaders().set("ETag", "\"one\"");
                respond(exchange, 200, "{}");
            });
        }
        String path = "/api/analytics/popular-brands?niche=food";

        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get(path, "If-None-Match", "\"one\"").statusCode()).isEqualTo(304);
        assertThat(seenByUsers()).isEqualTo(1);
    }

    @Test
    void anEventIsPassedOnWhenItHappens() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        for (Upstream service : List.of(users, otherUsers)) {
            service.answers(exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                HttpExchangeEnd.await(read);
                exchange.getResponseBody().write("data: last\n\n".getBytes(StandardCharsets.UTF_8));
            });
        }
        var answer = HTTP.send(request(nginx, "/api/admin/reindex/run-1/events").build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("data: first");
            read.countDown();
            assertThat(lines.lines().toList()).contains("data: last");
        }
    }

    @Test
    void theRouteOfANewRunIsOneOfTheGateways() {
        for (Upstream service : List.of(users, otherUsers)) {
            service.answers(exchange -> {
                exchange.getResponseHeaders().set("Location", "/admin/reindex/run-1");
                respond(exchange, 202, "{}");
            });
        }
        assertThat(post("/api/admin/reindex").headers().firstValue("Location")).hasValue("/api/admin/reindex/run-1");
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

    @Test
    void botsAreThoseOfTheService() throws IOException {
        String service = Files.readString(Path.of("src/main/java/dev/userservice/analytics/Bots.java"));
        String gateway = Files.readString(Path.of("src/main/gateway/nginx.conf.template"));

        String names = service.lines()
                .filter(line -> line.contains("\"") && line.contains("|"))
                .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                .reduce("", String::concat);
        assertThat(names).startsWith("bot|");
        assertThat(gateway).contains("\"~*" + names + "\"");
    }
}
