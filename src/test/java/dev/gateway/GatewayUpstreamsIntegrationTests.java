package dev.gateway;

import static dev.gateway.Upstream.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.localservers.GatewaySettings;
import dev.localservers.LocalNginx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the gateway spares the services, and callers their failures. */
class GatewayUpstreamsIntegrationTests extends AbstractGatewayTests {

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
            assertThat(answer.body()).contains("\"code\":\"rate_limited\"", "\"status\":429");
        }
    }

    @Test
    void anIpv6NetworkIsOneClientHoweverManyAddressesItHas() {
        try (LocalNginx gateway = gateway(settings()
                .with("GATEWAY_TRUSTED_PROXIES", "set_real_ip_from 127.0.0.1;")
                .with("GATEWAY_ADDRESS_RATE", "1r/m")
                .with("GATEWAY_ADDRESS_BURST", "1"))) {
            for (String line : """
                    2001:db8:1:2::1     2001:db8:1:2::2       2001:db8:1:2:ffff::3  200 200 429
                    2001:db8:1:3::1     2001:db8:1:4::1       2001:db8:2:3::1       200 200 200
                    203.0.113.1         203.0.113.1           203.0.113.1           200 200 429
                    203.0.113.2         203.0.113.3           203.0.113.4           200 200 200
                    ::ffff:203.0.113.5  ::ffff:203.0.113.6    ::ffff:203.0.113.7    200 200 200
                    203.0.113.8         ::ffff:203.0.113.8    ::ffff:cb00:7108      200 200 429
                    """.lines().toList()) {
                List<String> columns = List.of(line.split("\\s+"));

                assertThat(columns.subList(0, 3))
                        .as(line)
                        .extracting(address -> ""
                                + send(request(gateway, "/api/search/users", "X-Forwarded-For", address))
                                        .statusCode())
                        .isEqualTo(columns.subList(3, 6));
            }
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

        assertThat(get(path, "If-None-Match", "\"one\"").statusCode()).isEqualTo(304);
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(seenByUsers()).isEqualTo(1);
        assertThat(lastUserRequest().headers()).doesNotContainKey("If-none-match");
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
