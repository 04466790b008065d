package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.SharedServers;
import dev.userservice.AbstractServiceTests;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.Service.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts rebuilds and waits for how they end; afterwards there is the first index again. */
abstract class AbstractReindexTests extends AbstractServiceTests {

    static final String OLD = "users-000001";
    static final String NEW = "users-000002";

    @Autowired
    private TransactionTemplate transactions;

    Answer admin(String path, String body, String... headers) {
        var request = service.request(path, headers)
                .header("Authorization", token("root", "ADMIN"))
                .header("Content-Type", "application/json");
        return service.send(request.POST(BodyPublishers.ofString(body)).build());
    }

    /** Although the mapping file asks for none. */
    Answer start(String options) {
        return admin("/admin/reindex", forced(options));
    }

    static String forced(String options) {
        return options.replaceFirst("\\{", options.equals("{}") ? "{\"force\":true" : "{\"force\":true,");
    }

    String started(String options) {
        Answer answer = start(options);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.header("Location");
    }

    JsonNode act(String run, String action, String body) {
        Answer answer = admin(run + "/" + action, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.body();
    }

    JsonNode run(String location) {
        return service.get(location, "Authorization", token("root", "ADMIN")).body();
    }

    JsonNode awaitState(String location, String... states) {
        await(String.join(" or ", states))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        List.of(states).contains(run(location).path("state").asText()));
        return run(location);
    }

    /** So many users, each a row and a document. */
    void fill(int users) {
        database.sql("""
                        WITH added AS (
                            INSERT INTO user_cache (id, username, first_name, last_name, bio, location,
                                   content_categories, estimated_followers, roles, status, is_active,
                                   updated_at, search_score, last_sync_at, source_version, source_time, revision)
                            SELECT md5(n::text), 'handle' || n, 'Anna', 'No' || n, 'Bio of ' || n, 'Berlin',
                                   ARRAY['food', 'travel'], n, ARRAY['USER', 'INFLUENCER'], 'ACTIVE', true,
                                   now(), 0.5, now(), 1, now(), nextval('revision')
                              FROM generate_series(1, :users) AS n
                            RETURNING id, revision)
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                        SELECT id, revision, now(), now() FROM added
                        """).param("users", users).update();
        awaitIndexed();
    }

    /** Every document and its version. */
    static Map<String, Long> documents(String index) {
        elasticsearch("POST", "/" + index + "/_refresh", "");
        JsonNode hits = ElasticsearchRequests.sendForJson(
                        SharedServers.get().elasticsearchUrl(),
                        "/" + index + "/_search?size=10000&version=true&_source=false")
                .at("/hits/hits");
        Map<String, Long> documents = new HashMap<>();
        hits.forEach(hit ->
                documents.put(hit.path("_id").asText(), hit.path("_version").asLong()));
        return documents;
    }

    /** Every living user and the revision. */
    Map<String, Long> rows() {
        Map<String, Long> rows = new HashMap<>();
        database.sql("SELECT id, revision FROM user_cache WHERE deleted_at IS NULL")
                .query((row, number) -> rows.put(row.getString(1), row.getLong(2)))
                .list();
        return rows;
    }

    static String serving() {
        return elasticsearch("GET", "/_cat/aliases/users?h=index", "").body().strip();
    }

    static List<String> indices() {
        return elasticsearch("GET", "/_cat/indices/users*?h=index&s=index", "")
                .body()
                .lines()
                .toList();
    }

    @AfterEach
    void startOver() {
        // in one transaction, or the index of the test would be taken over
        transactions.executeWithoutResult(transaction -> {
            database.sql("TRUNCATE reindex_run, write_target").update();
            database.sql("INSERT INTO write_target (index_name, serving) VALUES (:old, true)")
                    .param("old", OLD)
                    .update();
        });
        indices().forEach(index -> elasticsearch("DELETE", "/" + index, ""));
        await().atMost(Duration.ofSeconds(20)).until(() -> serving().equals(OLD));
    }
}
