package dev.userservice.web;

import static java.net.http.HttpRequest.BodyPublishers.fromPublisher;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may do what: every route of the service with everybody who might call it. */
class AccessIntegrationTests extends AbstractServiceTests {

    /** Status for anonymous, the user concerned, another user, an admin, a service. */
    private static final String ROUTES = """
            GET    /search/influencers                    /search/influencers                    200 200 200 200 200
            GET    /search/influencers                    /search/influencers?explain=true       403 403 403 200 403
            GET    /search/influencers/{id}/similar       /search/influencers/anna/similar       200 200 200 200 200
            GET    /search/influencers/{id}/similar       /search/influencers/nobody/similar     404 404 404 404 404
            GET    /search/users                          /search/users                          200 200 200 200 200
            GET    /search/users                          /search/users?explain=true             403 403 403 200 403
            GET    /search/brands                         /search/brands                         200 200 200 200 200
            GET    /search/brands                         /search/brands?explain=true            403 403 403 200 403
            GET    /search/crew                           /search/crew                           200 200 200 200 200
            GET    /search/crew                           /search/crew?explain=true              403 403 403 200 403
            GET    /search/suggestions                    /search/suggestions                    200 200 200 200 200
            GET    /search/why                            /search/why?user=anna                  401 200 403 200 403
            GET    /analytics/trending-influencers        /analytics/trending-influencers        200 200 200 200 200
            GET    /analytics/popular-brands              /analytics/popular-brands              200 200 200 200 200
            GET    /analytics/search-trends               /analytics/search-trends               200 200 200 200 200
            GET    /analytics/profile-views/{id}          /analytics/profile-views/anna          401 200 403 200 403
            GET    /analytics/profile-views/{id}          /analytics/profile-views/nobody        401 403 403 404 403
            GET    /analytics/user-insights/{id}          /analytics/user-insights/anna          401 200 403 200 403
            GET    /analytics/user-insights/{id}          /analytics/user-insights/nobody        401 403 403 404 403
            GET    /favorites                             /favorites                             401 200 200 200 200
            GET    /favorites/{userId}                    /favorites/anna                        401 404 404 404 404
            PUT    /favorites/{userId}                    /favorites/anna                        401 409 201 201 201
            PUT    /favorites/{userId}                    /favorites/nobody                      401 404 404 404 404
            DELETE /favorites/{userId}                    /favorites/anna                        401 204 204 204 204
            GET    /recommendations                       /recommendations                       401 200 200 200 200
            PUT    /recommendations/dismissed/{userId}    /recommendations/dismissed/anna        401 409 204 204 204
            PUT    /recommendations/dismissed/{userId}    /recommendations/dismissed/nobody      401 404 404 404 404
            DELETE /recommendations/dismissed/{userId}    /recommendations/dismissed/anna        401 204 204 204 204
            GET    /analytics/changes                     /analytics/changes                     401 403 403 200 200
            GET    /public/users/{idOrUsername}           /public/users/anna                     200 200 200 200 200
            GET    /public/users/{idOrUsername}           /public/users/nobody                   404 404 404 404 404
            GET    /public/influencers/{idOrUsername}     /public/influencers/anna               200 200 200 200 200
            GET    /public/influencers/{idOrUsername}     /public/influencers/nobody             404 404 404 404 404
            GET    /public/brands/{idOrUsername}          /public/brands/anna                    404 404 404 404 404
            GET    /public/crew/{idOrUsername}            /public/crew/anna                      404 404 404 404 404
            POST   /sync/user-created                     /sync/user-created                     401 401 401 401 401
            POST   /sync/user-updated                     /sync/user-updated                     401 401 401 401 401
            POST   /sync/user-deleted                     /sync/user-deleted                     401 401 401 401 401
            POST   /sync/sync-all-users                   /sync/sync-all-users                   401 403 403 202 403
            GET    /sync/runs                             /sync/runs                             401 403 403 200 403
            GET    /sync/runs/{id}                        /sync/runs/0                           401 403 403 404 403
            POST   /sync/runs/{id}/cancel                 /sync/runs/0/cancel                    401 403 403 404 403
            POST   /sync/runs/{id}/resume                 /sync/runs/0/resume                    401 403 403 404 403
            POST   /sync/sync-user/{id}                   /sync/sync-user/anna                   401 403 403 200 403
            GET    /sync/users/{id}                       /sync/users/anna                       401 403 403 200 403
            GET    /sync/users/{id}                       /sync/users/nobody                     401 403 403 404 403
            GET    /sync/sync-status                      /sync/sync-status                      401 403 403 200 403
            GET    /sync/proof                            /sync/proof                            401 403 403 200 403
            GET    /sync/drift                            /sync/drift                            401 403 403 200 403
            POST   /sync/drift-check                      /sync/drift-check                      401 403 403 202 403
            POST   /admin/reindex                         /admin/reindex                         401 403 403 409 403
            GET    /admin/reindex                         /admin/reindex                         401 403 403 200 403
            GET    /admin/reindex/{id}                    /admin/reindex/0                       401 403 403 404 403
            GET    /admin/reindex/{id}/report             /admin/reindex/0/report                401 403 403 404 403
            GET    /admin/reindex/{id}/events             /admin/reindex/0/events                401 403 403 404 403
            POST   /admin/reindex/{id}/pause              /admin/reindex/0/pause                 401 403 403 404 403
            POST   /admin/reindex/{id}/resume             /admin/reindex/0/resume                401 403 403 404 403
            POST   /admin/reindex/{id}/cancel             /admin/reindex/0/cancel                401 403 403 404 403
            POST   /admin/reindex/{id}/switch             /admin/reindex/0/switch                401 403 403 404 403
            POST   /admin/reindex/{id}/rollback           /admin/reindex/0/rollback              401 403 403 404 403
            POST   /admin/reindex/{id}/throttle           /admin/reindex/0/throttle              401 403 403 404 403
            GET    /admin/analytics/validation            /admin/analytics/validation            401 403 403 200 403
            POST   /admin/analytics/validation            /admin/analytics/validation            401 403 403 202 403
            POST   /admin/index/rewrite                   /admin/index/rewrite                   401 403 403 202 403
            GET    /admin/index/rewrite                   /admin/index/rewrite                   401 403 403 200 403
            POST   /admin/activity/rebuild                /admin/activity/rebuild                401 403 403 202 403
            GET    /admin/activity/rebuild                /admin/activity/rebuild                401 403 403 200 403
            DELETE /admin/activity/rebuild                /admin/activity/rebuild                401 403 403 200 403
            GET    /admin/reindex/plan                    /admin/reindex/plan                    401 403 403 200 403
            GET    /v3/api-docs                           /v3/api-docs                           200 200 200 200 200
            GET    /v3/api-docs.yaml                      /v3/api-docs.yaml                      200 200 200 200 200
            GET    /v3/api-docs/swagger-config            /v3/api-docs/swagger-config            200 200 200 200 200
            GET    /swagger-ui.html                       /swagger-ui.html                       302 302 302 302 302
            """;

    private static final Map<String, List<String>> SAFE = Map.of(
            "x-content-type-options", List.of("nosniff"),
            "x-frame-options", List.of("DENY"),
            "referrer-policy", List.of("no-referrer"));

    private static final Pattern DOCUMENTATION = Pattern.compile("/v3/|/swagger-ui");
    private static final Pattern WEBHOOK = Pattern.compile("/sync/user-");

    /** What a route must not claim to answer if nobody in the table sees it. */
    private static final Set<String> REFUSALS = Set.of("403", "404");

    /** With an account that was deleted, and before there ever was a rebuild. */
    private static final Set<String> SEEN_ELSEWHERE = Set.of(
            "PUT /favorites/{userId} 403",
            "PUT /recommendations/dismissed/{userId} 403",
            "GET /admin/activity/rebuild 404",
            "DELETE /admin/activity/rebuild 404");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @BeforeEach
    void addAnna() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        authService().users().put(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();
    }

    @Test
    void everyRouteLetsInWhoTheTableSaysAndAnswersWhatItsDocumentationNames() {
        JsonNode documented = service.get("/v3/api-docs").body().path("paths");
        Map<String, Set<String>> seen = new TreeMap<>();
        for (String line : ROUTES.lines().toList()) {
            String[] column = line.split("\\s+", -1);

            List<String> actual = Stream.of(
                            "",
                            token("anna", "USER", "INFLUENCER"),
                            token("eve", "USER", "BRAND"),
                            token("root", "ADMIN"),
                            token("billing", "SERVICE"))
                    .map(token -> status(column[0], column[2], token))
                    .toList();

            assertThat(actual).as(line).isEqualTo(List.of(column).subList(3, 8));
            seen.computeIfAbsent(column[0] + " " + column[1], _ -> new TreeSet<>())
                    .addAll(actual);
        }
        seen.keySet().removeIf(route -> DOCUMENTATION.matcher(route).find());
        seen.forEach((route, statuses) -> assertDocumented(route, statuses, answers(documented, route)));
    }

    private static void assertDocumented(String route, Set<String> statuses, Set<String> named) {
        assertThat(named).as(route).containsAll(statuses).contains("400", "401", "503");
        assertThat(named.contains("429"))
                .as(route)
                .isNotEqualTo(WEBHOOK.matcher(route).find());
        assertThat(named.stream()
                        .filter(REFUSALS::contains)
                        .filter(status -> !statuses.contains(status))
                        .map(status -> route + " " + status))
                .allMatch(SEEN_ELSEWHERE::contains);
    }

    private static Set<String> answers(JsonNode paths, String route) {
        String[] parts = route.split(" ", -1);
        JsonNode responses =
                paths.path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT)).path("responses");
        Set<String> statuses = new TreeSet<>();
        responses.fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }

    @Test
    void aTokenThatIsNotToBeBelievedIsRefusedOnEveryRoute() {
        for (String line : ROUTES.lines().toList()) {
            String[] column = line.split("\\s+", -1);
            assertThat(status(column[0], column[2], "Bearer a.b.c")).as(line).isEqualTo("401");
        }
    }

    @Test
    void everyRouteRefusesABodyThatIsTooLargeWhetherItsLengthIsGivenOrNot() {
        String large = " ".repeat(256 * 1024 + 1);
        for (String line : ROUTES.lines().toList()) {
            String[] column = line.split("\\s+", -1);
            for (BodyPublisher body :
                    List.of(BodyPublishers.ofString(large), fromPublisher(BodyPublishers.ofString(large)))) {
                Answer answer = service.send(service.request(column[2])
                        .header("Authorization", token("root", "ADMIN"))
                        .header("Content-Type", "application/json")
                        .method(column[0], body)
                        .build());

                assertThat(answer.status()).as(line).isEqualTo(413);
                assertThat(answer.body().path("code").asText()).as(line).isEqualTo("body_too_large");
                assertThat(answer.body().path("detail").asText()).as(line).contains("262144");
            }
        }
    }

    @Test
    void aLargeBodyOfAStrangerIsNotListenedTo() {
        Answer answer = service.send(service.request("/admin/reindex")
                .POST(BodyPublishers.ofString(" ".repeat(256 * 1024 + 1)))
                .build());

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() {
        String body = "{\"nonsense\":1}" + " ".repeat(256 * 1024 - 14);
        for (BodyPublisher sent :
                List.of(BodyPublishers.ofString(body), fromPublisher(BodyPublishers.ofString(body)))) {
            Answer answer = service.send(service.request("/api/admin/reindex")
                    .header("Authorization", token("root", "ADMIN"))
                    .header("Content-Type", "application/json")
                    .POST(sent)
                    .build());

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.faults()).containsExactly("/nonsense");
        }
    }

    @Test
    void theTableNamesEveryRoute() {
        Set<String> named = ROUTES.lines()
                .map(line -> line.split("\\s+", -1))
                .map(column -> column[0] + " " + column[1])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> mapped = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream()
                        .filter(path -> !path.equals("/error"))
                        .flatMap(path -> route.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(mapped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/admin/x",
                "/actuator",
                "/actuator/health",
                "/error",
                "/api",
                "/api/api/search/influencers",
                "/sync/users/anna/",
                "/SYNC/users/anna",
                "/api/sync/users/anna"
            })
    void whatIsNotNamedIsRefused(String path) {
        Answer answer = service.get(path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST    | /search/influencers | GET
            DELETE  | /search/crew        | GET
            PUT     | /public/users/anna  | GET
            PATCH   | /search/suggestions | GET
            POST    | /analytics/popular-brands | GET
            POST    | /search/influencers/anna/similar | GET
            GET     | /sync/user-created  | POST
            POST    | /v3/api-docs        | GET
            """)
    void aMethodThatAKnownRouteDoesNotHaveIsNamedSo(String method, String path, String allowed) {
        Answer answer = service.send(
                service.request(path).method(method, BodyPublishers.noBody()).build());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains(allowed);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().path("code").asText()).isEqualTo("method_not_allowed");
    }

    @ParameterizedTest
    @CsvSource({"POST, /nothing", "POST, /search/why", "DELETE, /sync/users/anna", "POST, /search", "PUT, /admin/x"})
    void aMethodOfAnyOtherRouteIsRefused(String method, String path) {
        assertThat(status(method, path, "")).isEqualTo("401");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "application/*",
                "text/html, */*;q=0.1",
                "application/problem+json, application/json",
                "no type"
            })
    void answersAreJson(String accept) {
        for (String path : List.of("/search/influencers", "/search/suggestions?q=a", "/public/users/anna")) {
            Answer answer = service.get(path, "Accept", accept);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        }
        assertThat(service.get("/search/influencers?size=0", "Accept", accept).header("Content-Type"))
                .isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/yaml", "application/xml", "text/html", "text/plain", "application/cbor", "image/png"
            })
    void anythingElseIsNotAcceptableAndAProblemSaysSo(String accept) {
        for (String path : List.of("/search/influencers", "/search/suggestions?q=a", "/public/users/anna")) {
            Answer answer = service.get(path, "Accept", accept);
            assertThat(answer.status()).as(path).isEqualTo(406);
            assertThat(answer.header("Content-Type")).as(path).isEqualTo("application/problem+json");
            assertThat(answer.body().path("code").asText()).as(path).isEqualTo("not_acceptable");
        }
        Answer refused = service.get("/search/influencers?size=0", "Accept", accept);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.body().path("requestId").asText()).isNotBlank();
    }

    @Test
    void onlyTheApisDocumentationIsAPage() {
        assertThat(service.get("/search/crew").header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(service.sendRaw(service.request("/swagger-ui/index.html").build())
                        .headers()
                        .firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'self'"));
    }

    @Test
    void aSuperAdminIsAnAdmin() {
        assertThat(status("GET", "/sync/users/anna", token("root", "SUPER_ADMIN")))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "/..%2f",
        "/public/users/..%2f..%2fetc",
        "/public/users/a%00b",
        "//sync/users/anna",
        "/search/influencers;x=1"
    })
    void aMalformedPathIsAProblemToo(String path) {
        Answer answer = service.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(answer.response().headers().map()).containsAllEntriesOf(SAFE);
        assertThat(answer.body().path("requestId").asText())
                .isNotEqualTo("none")
                .isEqualTo(answer.header("X-Request-ID"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/../x",
                "/api/../sync/users/anna",
                "/api/./../sync/users/anna",
                "/api//sync/users/anna",
                "/api/%2e%2e/x",
                "/api/..;/sync/users/anna",
                "/public/users/../../sync/users/anna"
            })
    void noDetourLeadsToAnotherRoute(String path) throws IOException {
        assertThat(service.rawGet(path))
                .startsWith("HTTP/1.1 40")
                .contains("application/problem+json", "X-Content-Type-Options: nosniff", "X-Request-ID: ")
                .doesNotContain("\"none\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/4.0, 505, http_version_not_supported",
        "'POST / HTTP/1.1\r\nTransfer-Encoding: unheard', 501, not_implemented",
        "GET /%00 HTTP/1.1, 400, bad_request"
    })
    void whatTheServerRefusesIsAProblemWithACodeOfItsOwn(String start, int status, String code) throws IOException {
        assertThat(service.raw(start + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status)
                .contains("\"code\":\"" + code + "\"", "\"type\":\"/problems/" + code.replace('_', '-') + "\"");
    }

    private String status(String method, String path, String token) {
        var request = service.request(path)
                .method(method, method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        HttpResponse<String> answer = service.sendRaw(request.build());
        assertThat(answer.headers().map()).as(path).containsAllEntriesOf(SAFE).containsKey("x-request-id");
        return Integer.toString(answer.statusCode());
    }
}
