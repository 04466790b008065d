package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.localservers.LocalElasticsearch;
import dev.localservers.SharedServers;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.TestUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A deleted user stays deleted, whatever happens to Elasticsearch and to the writes on their way to it. */
@EnabledIf(
        value = "dev.localservers.ServerCache#hasElasticsearch",
        disabledReason = "only a local Elasticsearch can be killed; make test fetches one where there is no other")
class ErasureFaultIntegrationTests {

    private static final String DELETE_ANNA = "{\"userId\":\"anna\",\"version\":2}";

    private static LocalElasticsearch elasticsearch;

    private String database;

    @BeforeAll
    static void startElasticsearch() {
        elasticsearch = LocalElasticsearch.start(Path.of(".local", "test"));
    }

    @AfterAll
    static void stopElasticsearch() {
        elasticsearch.close();
    }

    @BeforeEach
    void startEmpty() {
        elasticsearch("DELETE", "/users-000001,activity-000001?ignore_unavailable=true");
        database = SharedServers.get().freshDatabaseUrl("erasure_tests");
    }

    @Test
    void aDeleteWhileElasticsearchIsAwayReachesItWhenItIsBack() {
        try (ChildService child = new ChildService(database, elasticsearch.url()).start()) {
            create(child, "anna");
            child.service().get("/public/users/anna", "User-Agent", "Mozilla/5.0 Firefox/140.0");
            await().atMost(Duration.ofSeconds(30)).until(() -> activity("anna") == 2);
            elasticsearch.kill();
            try {
                assertThat(child.service().userDeleted(DELETE_ANNA).status()).isEqualTo(200);
                assertThat(child.service().search("anna").hits()).isEmpty();
            } finally {
                elasticsearch.restart();
            }

            awaitDrained(child);
            assertThat(document("anna")).isEqualTo(404);
            await("the end of the activity").atMost(Duration.ofSeconds(30)).until(() -> activity("anna") == 0);
        }
    }

    /**
     * The first instance writes a user and does not get through; the second takes over, and the user is deleted. Then
     * Elasticsearch restarts, which makes it forget that there ever was a delete, and the first write arrives.
     */
    @Test
    void anOlderWriteHeldBackUntilElasticsearchHasForgottenTheDeleteRevivesNobody() {
        try (Detour way = new Detour(elasticsearch.url());
                ChildService first = child(way.url()).start()) {
            create(first, "berta");
            way.hold();
            first.service().userCreated(TestUsers.influencer("anna", Map.of()));
            await().atMost(Duration.ofSeconds(10)).until(() -> way.held() > 0);

            try (ChildService second = child(elasticsearch.url()).start()) {
                awaitDrained(second);
                assertThat(document("anna")).isEqualTo(200);
                second.service().userDeleted(DELETE_ANNA);
                awaitDrained(second);
                assertThat(document("anna")).isEqualTo(404);
            }
            elasticsearch("POST", "/users-000001/_flush?force=true");
            elasticsearch.kill();
            elasticsearch.restart();

            way.release();
            await().atMost(Duration.ofSeconds(20)).until(() -> way.arrived() > 0);
            // it was taken, because nothing in Elasticsearch speaks against it
            await("the drift control or the lost lease")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> document("anna") == 404 && first.count("SELECT count(*) FROM index_queue") == 0);
            assertThat(first.count("SELECT count(*) FROM user_cache WHERE id = 'anna' AND deleted_at IS NOT NULL"))
                    .isOne();
            assertThat(document("berta")).isEqualTo(200);
        }
    }

    @Test
    void theDriftControlRepairsByItselfWhatNobodyElseNotices() {
        try (ChildService child = child(elasticsearch.url()).start()) {
            create(child, "anna");
            child.service().userDeleted(DELETE_ANNA);
            awaitDrained(child);
            ElasticsearchRequests.send(
                    elasticsearch.url(), "PUT", "/users/_doc/anna?refresh=true", "{\"id\":\"anna\",\"visible\":true}");
            assertThat(document("anna")).isEqualTo(200);

            await().atMost(Duration.ofSeconds(30)).until(() -> document("anna") == 404);
            assertThat(child.count("SELECT count(*) FROM drift_finding WHERE kind = 'REVIVED'"))
                    .isOne();
        }
    }

    private ChildService child(String elasticsearchUrl) {
        return new ChildService(database, elasticsearchUrl)
                .with("USERSERVICE_INDEXING_LEASE", "2s")
                .with("USERSERVICE_DRIFT_INTERVAL", "2s");
    }

    private static void create(ChildService child, String id) {
        child.service().userCreated(TestUsers.influencer(id, Map.of()));
        awaitDrained(child);
        await().atMost(Duration.ofSeconds(30)).until(() -> document(id) == 200);
    }

    private static void awaitDrained(ChildService child) {
        await("an empty queue")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> child.count("SELECT count(*) FROM index_queue") == 0);
    }

    private static int document(String id) {
        return ElasticsearchRequests.send(elasticsearch.url(), "GET", "/users-000001/_doc/" + id, "")
                .statusCode();
    }

    private static int activity(String id) {
        elasticsearch("POST", "/activity/_refresh");
        return ElasticsearchRequests.sendForJson(elasticsearch.url(), "/activity/_count?q=user_id:" + id)
                .path("count")
                .asInt();
    }

    private static void elasticsearch(String method, String path) {
        ElasticsearchRequests.send(elasticsearch.url(), method, path, "");
    }
}
