package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service;
import dev.userservice.Service.Answer;
import dev.userservice.ServiceTest;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a changed mapping file makes of the plan, of the live index, and of health. */
@DirtiesContext
class PlanIntegrationTests extends AbstractServiceTests {

    private static final MappingFolder FOLDER = MappingFolder.create();

    @Autowired
    private InPlaceChanges inPlace;

    @Autowired
    private PendingChanges pending;

    @DynamicPropertySource
    static void useTheFolder(DynamicPropertyRegistry registry) {
        registry.add("user-service.indexing.mappings", FOLDER.path()::toString);
        registry.add("user-service.reindexing.look-every", () -> "1h");
    }

    @BeforeEach
    void beginWithAFreshIndex() {
        makeTheIndexAnew();
    }

    @AfterEach
    void leaveTheRealIndex() {
        FOLDER.reset();
        makeTheIndexAnew();
        pending.look();
    }

    @Test
    void theIndexThatTheRealFileMadeIsAsItAsks() {
        IntStream.range(0, 600).forEach(n -> service.userCreated(TestUsers.influencer("user-" + n, Map.of())));
        awaitIndexed();

        JsonNode plan = plan();

        assertThat(plan.path("changes")).isEmpty();
        assertThat(plan.path("change").asText()).isEqualTo("none");
        assertThat(plan.path("index").asText()).startsWith("users-0");
        assertThat(plan.at("/mappingVersion/live")).isEqualTo(plan.at("/mappingVersion/file"));
        assertThat(plan.at("/mappingVersion/file").asInt()).isPositive();
        assertThat(plan.path("documents").asLong()).isEqualTo(600);
        assertThat(plan.path("bytes").asLong()).isPositive();
        assertThat(plan.path("freeBytes").asLong())
                .isGreaterThan(plan.path("bytes").asLong());
        assertThat(plan.path("estimatedSeconds").asLong(-1)).isBetween(0L, 60L);
        assertThat(plan.path("refusals")).isEmpty();
    }

    @Test
    void aNewFieldIsAddedAtOnceAndHeldByWhateverIsWrittenFromThenOn() {
        FOLDER.change(body -> {
            properties(body).putObject("pronouns").put("type", "keyword");
            field(body, "name").withObjectProperty("fields").putObject("raw").put("type", "keyword");
            field(body, "bio").putArray("copy_to").add("everything").add("labels");
            body.withObjectProperty("settings").withObjectProperty("index").put("refresh_interval", "2s");
            meta(body).put("version", 99);
        });
        assertThat(verdicts(plan())).containsOnly("in_place").hasSize(5);
        service.userCreated(TestUsers.influencer("anna", Map.of("firstName", "Anna", "bio", "zither")));
        awaitIndexed();
        assertThat(hits("name.raw", "Anna")).isEmpty();

        inPlace.make();

        assertThat(plan().path("change").asText()).isEqualTo("none");
        assertThat(plan().path("changes")).isEmpty();
        assertThat(plan().at("/mappingVersion/live").asInt()).isEqualTo(99);
        service.userUpdated(TestUsers.influencer("anna", Map.of("version", 2, "firstName", "Anna", "bio", "zither")));
        awaitIndexed();
        assertThat(hits("name.raw", "Anna")).containsExactly("anna");
        assertThat(hits("labels", "zither")).containsExactly("anna");
        assertThat(service.search("zither").hits()).containsExactly("anna");
    }

    @Test
    void aNewAnalyzerNeedsARebuildAndIsReportedAndNothingIsDoneAboutIt() {
        FOLDER.change(body -> {
            analysis(body)
                    .withObjectProperty("analyzer")
                    .putObject("fresh")
                    .put("type", "custom")
                    .put("tokenizer", "whitespace");
            properties(body).putObject("tagline").put("type", "text").put("analyzer", "fresh");
            meta(body).put("version", 99);
        });

        inPlace.make();
        pending.look();

        JsonNode plan = plan();
        assertThat(plan.path("change").asText()).isEqualTo("rebuild");
        assertThat(verdicts(plan)).containsOnly("rebuild").hasSize(3);
        assertThat(plan.at("/mappingVersion/live").asInt()).isLessThan(99);
        Answer health = health();
        assertThat(health.body().path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.body().at("/components/mapping/details/reason").asText())
                .contains("needs a rebuild")
                .contains("refused: properties.tagline");
        assertThat(metrics()).contains("user_service_index_rebuild_pending 1.0");
    }

    @Test
    void aPendingRebuildThatHarmsNobodyIsToldByAHealthThatStaysUp() {
        FOLDER.change(body -> analysis(body)
                .withObjectProperty("filter")
                .withObjectProperty("occupations")
                .withArrayProperty("synonyms")
                .add("sailor, sailing"));

        pending.look();

        assertThat(plan().path("change").asText()).isEqualTo("rebuild");
        assertThat(plan().at("/changes/0/path").asText())
                .isEqualTo("settings.index.analysis.filter.occupations.synonyms");
        assertThat(plan().at("/changes/0/why").asText()).endsWith("used by bio, everything, labels");
        assertThat(health().body().path("status").asText()).isEqualTo("UP");
        assertThat(health().body().at("/components/mapping/details/reason").asText())
                .contains("needs a rebuild");
        assertThat(metrics()).contains("user_service_index_rebuild_pending 1.0");

        FOLDER.reset();
        pending.look();
        assertThat(metrics()).contains("user_service_index_rebuild_pending 0.0");
    }

    @Test
    void anOlderServiceDoesNotTakeBackWhatALaterOneDid() {
        FOLDER.change(body -> {
            meta(body).put("version", 99);
            body.withObjectProperty("settings").withObjectProperty("index").put("refresh_interval", "2s");
        });
        inPlace.make();
        FOLDER.reset();

        inPlace.make();
        pending.look();

        assertThat(plan().at("/mappingVersion/live").asInt()).isEqualTo(99);
        assertThat(plan().path("refusals").toString()).contains("a later one has been at it");
        assertThat(health().body().at("/components/mapping/details/reason").asText())
                .contains("a later mapping than this service");
    }

    @Test
    void aBlockedIndexThatDoesNotServeHoldsNobodyUp() {
        elasticsearch("PUT", "/users-000009", """
                {"settings": {"index.blocks.read_only": true}, "mappings": {"_meta": {"version": 1}},
                 "aliases": {"users-000009-write": {}}}
                """);
        try {
            FOLDER.change(body -> properties(body).putObject("pronouns").put("type", "keyword"));

            inPlace.make();

            assertThat(plan().path("changes")).isEmpty();
        } finally {
            elasticsearch("PUT", "/users-000009/_settings", "{\"index.blocks.read_only\": null}");
            elasticsearch("DELETE", "/users-000009", "");
        }
    }

    @Test
    void aFieldThatElasticsearchRefusesIsToldAsSuchUntilTheFileIsMended() {
        FOLDER.change(body -> properties(body).putObject("broken").put("type", "nosuch"));

        inPlace.make();
        pending.look();

        assertThat(plan().path("refusals").toString()).contains("Elasticsearch refuses the mapping file", "nosuch");
        assertThat(health().body().path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health().body().at("/components/mapping/details/reason").asText())
                .contains("nosuch");

        FOLDER.reset();
        pending.look();
        assertThat(plan().path("refusals")).isEmpty();
        assertThat(health().body().path("status").asText()).isEqualTo("UP");
    }

    @Test
    void aFileThatIsNoMappingIsAProblem() {
        FOLDER.write("{ not json");
        assertThat(get().status()).isEqualTo(500);
        assertThat(get().body().path("code").asText()).isEqualTo("mapping_unreadable");
        pending.look();
        assertThat(health().body().at("/components/mapping/details/reason").asText())
                .isEqualTo("The mapping file is not JSON");
        assertThat(health().body().path("status").asText()).isEqualTo("DEGRADED");

        FOLDER.write("{\"settings\": {}}");
        assertThat(get().body().path("detail").asText()).isEqualTo("The mapping file has no mappings");

        FOLDER.remove();
        assertThat(get().body().path("detail").asText()).isEqualTo("The mapping file cannot be read");
    }

    @Test
    void aParameterIsRefused() {
        assertThat(service.get("/admin/reindex/plan?index=x", "Authorization", token("root", "ADMIN"))
                        .faults())
                .containsExactly("index");
    }

    private void makeTheIndexAnew() {
        elasticsearch("DELETE", "/" + plan().path("index").asText(), "");
        await("a new index").atMost(Duration.ofSeconds(30)).until(() -> get().status() == 200);
    }

    private JsonNode plan() {
        Answer answer = get();
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private Answer get() {
        return service.get("/api/admin/reindex/plan", "Authorization", token("root", "ADMIN"));
    }

    private Answer health() {
        return operations().get("/actuator/health/sync");
    }

    private String metrics() {
        return operations()
                .sendRaw(operations().request("/actuator/prometheus").build())
                .body();
    }

    private Service operations() {
        return new Service(managementPort, ServiceTest.SECRET);
    }

    private List<String> hits(String field, String value) {
        String query = "/users/_search?q=" + field + ":" + value;
        return Answer.of(elasticsearch("GET", query, ""))
                .body()
                .at("/hits/hits")
                .findValuesAsText("_id");
    }

    private static List<String> verdicts(JsonNode plan) {
        return StreamSupport.stream(plan.path("changes").spliterator(), false)
                .map(change -> change.path("verdict").asText())
                .toList();
    }

    private static ObjectNode properties(ObjectNode body) {
        return body.withObjectProperty("mappings").withObjectProperty("properties");
    }

    private static ObjectNode field(ObjectNode body, String name) {
        return properties(body).withObjectProperty(name);
    }

    private static ObjectNode analysis(ObjectNode body) {
        return body.withObjectProperty("settings").withObjectProperty("analysis");
    }

    private static ObjectNode meta(ObjectNode body) {
        return body.withObjectProperty("mappings").withObjectProperty("_meta");
    }
}
