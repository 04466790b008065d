package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.localservers.LocalElasticsearch;
import dev.localservers.SharedServers;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.TestUsers;
import dev.userservice.reindexing.MappingFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A service meets the index of the version before it, which lacks a field that documents have. */
@EnabledIf(
        value = "dev.localservers.ServerCache#hasElasticsearch",
        disabledReason = "only a local Elasticsearch is free of other services' indexes")
class MappingUpgradeIntegrationTests {

    private final MappingFolder folder = MappingFolder.create();
    private LocalElasticsearch elasticsearch;
    private String database;
    private ChildService child;

    @BeforeEach
    void runTheVersionBefore() {
        elasticsearch = LocalElasticsearch.start(Path.of(".local", "test"));
        database = SharedServers.get().freshDatabaseUrl("mapping_upgrade_tests");
        folder.change(body -> {
            properties(body).remove("hourlyRate");
            body.withObjectProperty("mappings").withObjectProperty("_meta").put("version", 1);
        });
        child = start();
        child.service().userCreated(TestUsers.influencer("before", Map.of("firstName", "Before")));
        awaitDocument("before");
    }

    @AfterEach
    void stop() {
        child.close();
        elasticsearch.close();
    }

    @Test
    void aFieldThatIsNewIsThereBeforeTheFirstDocumentThatHasIt() {
        child.service().userCreated(TestUsers.influencer("anna", Map.of("firstName", "Anna", "hourlyRate", 70)));
        await("a refusal").atMost(Duration.ofSeconds(20)).until(() -> quarantined() == 1);
        child.kill();
        // as if it had come while no service was running
        child.count("WITH freed AS (UPDATE index_queue SET quarantined = NULL, available_at = now() RETURNING 1)"
                + " SELECT count(*) FROM freed");
        folder.reset();

        child = start();

        awaitDocument("anna");
        assertThat(quarantined()).isZero();
        assertThat(child.output()).contains("Changed index users-000001 in place: properties.hourlyRate, _meta");
        JsonNode mappings = ElasticsearchRequests.sendForJson(elasticsearch.url(), "/users/_mapping")
                .at("/users-000001/mappings");
        assertThat(mappings.at("/properties/hourlyRate/type").asText()).isEqualTo("double");
        assertThat(mappings.at("/_meta/version").asInt()).isGreaterThan(1);
    }

    private ChildService start() {
        return new ChildService(database, elasticsearch.url())
                .with("USERSERVICE_INDEXING_MAPPINGS", folder.path().toString())
                .start();
    }

    // not a search: Postgres would answer it too
    private void awaitDocument(String id) {
        await("the document of " + id)
                .atMost(Duration.ofSeconds(60))
                .until(() -> ElasticsearchRequests.sendForJson(elasticsearch.url(), "/users/_doc/" + id)
                        .path("found")
                        .asBoolean());
    }

    private long quarantined() {
        return child.count("SELECT count(*) FROM index_queue WHERE quarantined IS NOT NULL");
    }

    private static ObjectNode properties(ObjectNode body) {
        return body.withObjectProperty("mappings").withObjectProperty("properties");
    }
}
