package dev.authservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.authservice.AbstractAuthTests;
import dev.userservice.HttpExchange;
import dev.userservice.Service.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may do what: every route of the service with everybody who might call it. */
@ExtendWith(OutputCaptureExtension.class)
class AccessIntegrationTests extends AbstractAuthTests {

    /** Status for anonymous, the user concerned, another user, an admin, a service. */
    private static final String ROUTES = """
            POST   /api/auth/register              422 422 422 422 422
            POST   /api/auth/login                 422 422 422 422 422
            POST   /api/auth/refresh               422 422 422 422 422
            POST   /api/auth/logout                422 422 422 422 422
            GET    /.well-known/jwks.json          200 200 200 200 200
            GET    /api/auth/users/profile         401 200 200 200 401
            PATCH  /api/auth/users/profile         401 200 200 200 401
            DELETE /api/auth/users/profile         401 422 422 422 401
            GET    /api/auth/users/sessions        401 200 200 200 401
            DELETE /api/auth/users/sessions/{id}   401 404 404 404 401
            POST   /api/auth/users/deactivate      401 200 200 200 401
            POST   /api/auth/users/reactivate      401 200 200 200 401
            POST   /api/auth/users/password        401 422 422 422 401
            GET    /api/auth/users/statistics      401 200 200 200 401
            GET    /internal/users                 401 401 401 401 200
            GET    /internal/users/{id}            401 401 401 401 200
            POST   /internal/users/import          401 401 401 401 415
            POST   /internal/analytics             401 401 401 401 401
            GET    /api/auth/admin/deliveries      401 403 403 200 401
            GET    /api/auth/admin/deliveries/dead 401 403 403 200 401
            POST   /api/auth/admin/deliveries/dead/requeue      401 403 403 200 401
            POST   /api/auth/admin/deliveries/dead/{id}/requeue 401 403 403 404 401
            GET    /api/auth/admin/users/{id}      401 403 403 200 401
            POST   /api/auth/admin/users/{id}/suspend   401 403 403 200 401
            POST   /api/auth/admin/users/{id}/reinstate 401 401 403 200 401
            PUT    /api/auth/admin/users/{id}/roles     401 401 403 422 401
            DELETE /api/auth/users/sessions        401 401 204 204 401
            GET    /v3/api-docs                    200 200 200 200 200
            GET    /v3/api-docs.yaml               200 200 200 200 200
            GET    /v3/api-docs/swagger-config     200 200 200 200 200
            GET    /swagger-ui.html                302 302 302 302 302
            """;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Person anna;
    private Person eve;
    private Person admin;

    @BeforeEach
    void addPeople() {
        anna = person("anna");
        eve = person("eve");
        admin = person("adam", "ADMIN");
    }

    @Test
    void everyRouteLetsInWhoTheTableSays() {
        for (String line : ROUTES.lines().toList()) {
            String[] column = line.split("\\s+");
            String path = column[1].replace("{id}", anna.id());

            List<String> actual = new ArrayList<>();
            actual.add(status(column[0], path, ""));
            for (Person person : List.of(anna, eve, admin)) {
                actual.add(status(column[0], path, person.accessToken()));
            }
            actual.add(status(column[0], path, "internal-token-of-all-tests"));

            assertThat(actual).as(line).isEqualTo(List.of(column).subList(2, 7));
        }
    }

    @Test
    void theTableNamesEveryRoute() {
        Set<String> named = ROUTES.lines()
                .map(line -> line.split("\\s+"))
                .map(column -> column[0] + " " + column[1])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(mapped()).isEqualTo(named);
    }

    private Set<String> mapped() {
        return requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream()
                        .filter(path -> !path.equals("/error"))
                        .flatMap(path -> route.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/api/auth",
                "/api/auth/nothing",
                "/api/auth/login/",
                "/api/auth/register/x",
                "/API/auth/users/profile",
                "/actuator/health",
                "/error"
            })
    void whatIsNotNamedIsRefused(String path) {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void aQueryParameterThatNobodyLooksAtIsNamed() {
        List<Answer> answers = List.of(
                post("/api/auth/login?email=anna", "{}"),
                as(anna, "GET", "/api/auth/users/profile?email=anna"),
                as(admin, "PUT", "/api/auth/admin/users/" + anna.id() + "/roles?email=anna", "{}"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.faults()).containsExactly("email");
        });
    }

    @Test
    void aMethodThatARouteDoesNotHaveIsNamedSo() {
        Answer answer = get("/api/auth/login");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
        assertThat(answer.body().path("code").asText()).isEqualTo("method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/users/..%2fadmin", "//api/auth/users/profile", "/api/auth/users;x/profile"})
    void aMalformedPathIsAProblem(String path) {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        List<Answer> answers = List.of(
                as(anna, "GET", "/api/auth/users/profile"),
                get("/api/auth/users/profile"),
                get("/.well-known/jwks.json"),
                post("/api/auth/login", "{}"),
                get("/nothing"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("X-Request-ID")).isNotBlank();
        });
        assertThat(answers.get(0).header("Cache-Control")).contains("no-store");
    }

    @Test
    void theDocumentationNamesEveryRouteAndEveryRefusal() {
        JsonNode paths = get("/v3/api-docs").body().path("paths");
        Map<String, JsonNode> operations = new TreeMap<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));

        assertThat(operations.keySet())
                .isEqualTo(mapped().stream()
                        .filter(route -> !route.contains("/v3/") && !route.contains("swagger"))
                        .collect(Collectors.toSet()));
        assertThat(operations.values()).allSatisfy(operation -> {
            assertThat(operation.path("summary").asText()).isNotBlank();
            assertThat(refusals(operation))
                    .isNotEmpty()
                    .allSatisfy(refusal -> assertThat(refusal.at("/content/application~1problem+json/schema/$ref")
                                    .asText())
                            .isEqualTo("#/components/schemas/Problem"));
        });
        assertThat(paths.at("/~1api~1auth~1users~1profile/get/responses").has("401"))
                .isTrue();
    }

    private static List<JsonNode> refusals(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .filter(response -> response.getKey().matches("[45].*"))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Test
    void nothingPersonalIsLoggedOrMeasured(CapturedOutput output) {
        as(
                anna,
                "PATCH",
                "/api/auth/users/profile",
                "{\"email\": \"canary@example.com\", \"currentPassword\": \"" + PASSWORD + "\"}");
        as(
                eve,
                "PATCH",
                "/api/auth/users/profile",
                "{\"email\": \"canary@example.com\", \"currentPassword\": \"" + PASSWORD + "\"}");
        post("/api/auth/login", "{\"email\": \"canary@example.com\", \"password\": \"canary@example.com\"}");
        post(
                "/api/auth/register",
                "{\"email\": \"canary@example.com\", \"username\": \"x\", \"password\": \"canary1\"}");
        refresh(eve);
        refresh(eve);
        as(anna, "DELETE", "/api/auth/users/profile", "{\"password\": \"" + PASSWORD + "\"}");

        String metrics = HttpExchange.send(HttpRequest.newBuilder(
                                URI.create("http://localhost:" + managementPort + "/actuator/prometheus"))
                        .build())
                .body();
        assertThat(output.getAll() + metrics)
                .doesNotContain("canary")
                .doesNotContain(PASSWORD)
                .doesNotContain(eve.refreshToken())
                .doesNotContain(eve.accessToken());
        assertThat(output.getAll()).contains("A refresh token came back");
    }

    private String status(String method, String path, String token) {
        String body = method.equals("GET") ? null : "{}";
        HttpResponse<String> answer = token.isEmpty()
                ? sendRaw(method, path, body)
                : sendRaw(method, path, body, "Authorization", "Bearer " + token);
        return Integer.toString(answer.statusCode());
    }
}
