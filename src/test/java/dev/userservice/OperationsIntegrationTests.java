package dev.userservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.Service.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator sees: health, metrics, logs, and no e-mail address in any of them. */
@ExtendWith(OutputCaptureExtension.class)
class OperationsIntegrationTests extends AbstractServiceTests {

    private static final String CANARY = "canary-91c7@example.com";

    private Service operations;

    @BeforeEach
    void openTheOperationsPort() {
        operations = new Service(managementPort, ServiceTest.SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/liveness", "/readiness", "/search", "/sync"})
    void everyHealthGroupIsUp(String group) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Answer health = operations.get("/actuator/health" + group);
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.body().path("status").asText()).isEqualTo("UP");
        });
    }

    @Test
    void aQuarantinedDocumentDegradesTheSyncHealthButNotReadiness() {
        database.sql("""
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at, quarantined)
                        VALUES ('poison', 1, now(), now(), 'document_parsing_exception')
                        """).update();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Answer health = operations.get("/actuator/health/sync");
            assertThat(health.body().path("status").asText()).isEqualTo("DEGRADED");
            assertThat(health.body().at("/components/indexQueue/details/reason").asText())
                    .isEqualTo("Elasticsearch refuses 1 documents");
        });
        assertThat(operations.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(metrics()).contains("user_service_index_queue_quarantined 1.0");
    }

    @Test
    void metricsTellOfWebhooksTheQueueTheLagAndSearches() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        service.userCreated("{}");
        service.search("anna");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(metrics())
                        .contains("user_service_webhooks_seconds_count{outcome=\"applied\",type=\"user.created\"}")
                        .contains("user_service_webhooks_seconds_count{outcome=\"invalid\",type=\"user.created\"}")
                        .contains("user_service_index_queue_depth ")
                        .contains("user_service_index_queue_oldest_age_seconds ")
                        .contains("user_service_index_documents_total{outcome=\"written\"}")
                        .contains("user_service_index_bulk_failures_total ")
                        .contains("user_service_index_lag_seconds_bucket")
                        .containsPattern("user_service_searchable_lag_seconds_count [1-9]")
                        .contains("user_service_search_seconds_bucket")
                        .contains("http_server_requests_seconds_bucket")
                        .contains("resilience4j_circuitbreaker_state"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.created", "user.updated", "user.deleted"})
    void wrongSignaturesAreCountedFromNoneUp(String type) {
        assertThat(metrics())
                .contains("user_service_webhooks_seconds_count{outcome=\"unauthorized\",type=\"" + type + "\"} ");
    }

    @Test
    void everyMetricOfTheAlertsExists() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        service.search("anna");
        List<String> published = metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .distinct()
                .toList();

        assertThat(AlertRules.all())
                .filteredOn(rule -> rule.metrics().stream().noneMatch(metric -> metric.startsWith("auth_service_")))
                .hasSizeGreaterThan(10)
                .allSatisfy(rule -> assertThat(published).as(rule.alert()).containsAll(rule.metrics()));
        assertThat(AlertRules.all())
                .filteredOn(rule -> rule.metrics().isEmpty())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"env, 401", "beans, 401", "heapdump, 401", "configprops, 401", "loggers, 401", "prometheus, 200"})
    void onlyHealthAndMetricsAreExposed(String endpoint, int status) {
        assertThat(operations
                        .sendRaw(operations.request("/actuator/" + endpoint).build())
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void headersThatTheGatewayLetsPassAreRead() {
        String long8k = "x".repeat(8_000);

        assertThat(service.get("/search/influencers", "X-One", long8k, "X-Two", long8k, "X-Three", long8k)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theRequestIdOfTheGatewayIsKeptAndAnInsaneOneReplaced() {
        assertThat(service.get("/search/influencers", "X-Request-ID", "gw-42").header("X-Request-ID"))
                .isEqualTo("gw-42");
        assertThat(service.get("/search/influencers", "X-Request-ID", "gw-42")
                        .body()
                        .path("requestId")
                        .asText())
                .isEqualTo("gw-42");
        assertThat(service.get("/search/influencers", "X-Request-ID", "a b<script>")
                        .header("X-Request-ID"))
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void noEMailAddressLeavesTheDatabase(CapturedOutput output) {
        String user = TestUsers.influencer("anna", Map.of("email", CANARY, "firstName", "Anna"));
        service.userCreated(user);
        service.userCreated(user.replace("\"version\":1", "\"version\":-1"));
        awaitIndexed();
        assertThat(everythingInTheDatabase()).contains(CANARY);

        String seen = String.join(
                " ",
                service.search("anna").body().toString(),
                service.search(CANARY).body().path("hits").toString(),
                service.get("/search/influencers").body().toString(),
                service.get("/public/users/anna").body().toString(),
                service.get("/sync/users/anna", "Authorization", token("root", "ADMIN"))
                        .body()
                        .toString(),
                service.get("/v3/api-docs").body().toString(),
                elasticsearch("GET", "/_all/_search?size=1000", "").body(),
                operations.get("/actuator/health").body().toString(),
                metrics(),
                output.getAll());

        assertThat(seen).contains("anna").doesNotContain("canary-91c7");
        assertThat(service.search(CANARY).hits()).isEmpty();
    }

    @Test
    void theDocumentationOfTheApiNamesEveryRouteAndItsParameters() {
        JsonNode paths = service.get("/v3/api-docs").body().path("paths");

        assertThat(paths.fieldNames())
                .toIterable()
                .contains(
                        "/search/influencers",
                        "/search/users",
                        "/search/brands",
                        "/search/crew",
                        "/search/suggestions",
                        "/search/influencers/{id}/similar",
                        "/search/why",
                        "/public/users/{idOrUsername}",
                        "/sync/user-created",
                        "/sync/users/{id}",
                        "/sync/sync-status",
                        "/sync/proof",
                        "/sync/drift",
                        "/sync/drift-check");
        assertThat(parameters(paths, "/search/influencers", "get"))
                .contains("q", "niche", "location", "sort", "page", "size", "cursor", "facets")
                .doesNotContain("industry", "skills");
        assertThat(parameters(paths, "/search/brands", "get")).contains("q", "industry", "companyType");
        assertThat(parameters(paths, "/search/crew", "get")).contains("q", "skills", "maxRate");
        assertThat(parameters(paths, "/search/why", "get")).contains("user", "type", "q");
        assertThat(parameters(paths, "/sync/user-created", "post"))
                .containsExactly("webhook-id", "webhook-timestamp", "webhook-signature");
        assertThat(paths.path("/sync/user-deleted")
                        .path("post")
                        .path("responses")
                        .fieldNames())
                .toIterable()
                .contains("200", "400", "401", "408", "413", "422", "503");
    }

    private static List<String> parameters(JsonNode paths, String path, String method) {
        return paths.path(path).path(method).path("parameters").findValuesAsText("name");
    }

    private String metrics() {
        return operations
                .sendRaw(operations.request("/actuator/prometheus").build())
                .body();
    }
}
