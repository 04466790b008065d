package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new index that cannot be what it should never takes over, says why, and goes. */
class ReindexFailureIntegrationTests extends AbstractReindexTests {

    private String run;

    @BeforeEach
    void fillHalf() {
        fill(60);
        run = started("{\"maxDocumentsPerSecond\":20,\"pauseBeforeSwitch\":true}");
        await().atMost(Duration.ofSeconds(10)).until(() -> run(run).path("done").asInt() > 0);
    }

    @Test
    void aFullDiskStopsTheRunBeforeTheSwitch() {
        block(NEW);

        JsonNode failed = awaitState(run, "failed");

        assertThat(failed.path("message").asText())
                .isEqualTo("users-000002 takes no writes: it is blocked, as Elasticsearch does when a disk is full; "
                        + "users-000001 goes on answering searches.");
        assertTheOldIndexGoesOn();
    }

    @Test
    void aDiskThatIsFullOnlyWhenTheSwitchIsDueStopsItToo() {
        act(run, "throttle", "{\"maxDocumentsPerSecond\":null}");
        awaitState(run, "ready");
        block(NEW);

        act(run, "switch", "{}");

        assertThat(awaitState(run, "failed").path("message").asText()).contains("it is blocked");
        assertTheOldIndexGoesOn();
    }

    @Test
    void anIndexThatIsLostWhileItWaitsForItsSwitchFailsTheRun() {
        act(run, "throttle", "{\"maxDocumentsPerSecond\":null}");
        awaitState(run, "ready");
        elasticsearch("DELETE", "/" + NEW, "");
        service.userCreated(TestUsers.influencer("meanwhile", Map.of()));

        assertThat(awaitState(run, "failed").path("message").asText()).contains("users-000002 takes no writes");
        assertTheOldIndexGoesOn();
    }

    @Test
    void documentsThatOnlyTheNewIndexRefusesFailTheRunAndAreNamed() {
        elasticsearch("DELETE", "/" + NEW, "");
        elasticsearch("PUT", "/" + NEW, """
                {"aliases": {"users-000002-write": {}},
                 "mappings": {"dynamic": "strict", "properties": {"id": {"type": "keyword"}}}}
                """);

        JsonNode failed = awaitState(run, "failed");

        assertThat(failed.path("message").asText()).contains("documents that the old index takes");
        assertThat(failed.at("/failed/count").asInt()).isBetween(1, 60);
        assertThat(failed.at("/failed/first/0/reason").asText())
                .matches("strict_dynamic_mapping_exception of field [a-zA-Z]+");
        assertThat(failed.at("/failed/first")).hasSizeLessThanOrEqualTo(20);
        assertThat(count("SELECT count(*) FROM index_queue WHERE quarantined IS NOT NULL"))
                .isZero();
        assertTheOldIndexGoesOn();
    }

    private static void block(String index) {
        elasticsearch("PUT", "/" + index + "/_settings", "{\"index.blocks.read_only_allow_delete\":true}");
    }

    private void assertTheOldIndexGoesOn() {
        await("the new index to go")
                .atMost(Duration.ofSeconds(10))
                .until(() -> indices().size() == 1);
        assertThat(serving()).isEqualTo(OLD);
        service.userCreated(TestUsers.influencer("later", Map.of()));
        awaitIndexed();
        assertThat(documents(OLD)).isEqualTo(rows()).containsKey("later");
        assertThat(count("SELECT count(*) FROM write_target")).isOne();
    }
}
