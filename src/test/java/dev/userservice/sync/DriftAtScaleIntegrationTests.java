package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.SharedServers;
import dev.userservice.AbstractServiceTests;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.indexing.Difference;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** 100,000 users, 50 of whom somebody corrupted at random in cache and index: all are found, named and repaired. */
class DriftAtScaleIntegrationTests extends AbstractServiceTests {

    private static final int USERS = 100_000;
    private static final int CHUNK = 5_000;
    private static final long SEED = 4711;

    private final Map<String, Difference.Kind> planted = new HashMap<>();

    @Test
    void fiftyCorruptionsAmongAHundredThousandUsersAreFoundRepairedAndNothingElseIsTouched(TestReporter report) {
        fill();
        List<String> ids = database.sql("SELECT id FROM user_cache ORDER BY id")
                .query(String.class)
                .list();
        ids = new ArrayList<>(ids);
        Collections.shuffle(ids, new Random(SEED));
        delete(ids.subList(0, 10));
        assertThat(proof("").path("verdict").asText()).isEqualTo("identical");
        Map<String, String> rows = rows();
        Map<String, String> documents = documents();
        assertThat(documents).hasSize(USERS - 10);

        oneDifferenceIsFoundInFewComparisons(ids.get(10), report);
        plant(ids);
        assertThat(planted).hasSize(50);
        JsonNode shallow = proof("");
        assertThat(planted).containsAllEntriesOf(differences(shallow));
        // ten have kept their digests, and are seen only if they happen to be looked at
        assertThat(differences(shallow)).hasSizeBetween(40, 50);
        JsonNode deep = proof("?deep=true");
        assertThat(differences(deep)).isEqualTo(planted);
        report.publishEntry("proof by digest", summary(shallow));
        report.publishEntry("proof by content", summary(deep));

        repair(report);

        assertThat(planted(drift())).isEqualTo(planted);
        assertThat(drift().at("/lastCheck/found").asInt()).isEqualTo(50);
        assertThat(proof("").path("verdict").asText()).isEqualTo("identical");
        planted.keySet().forEach(id -> {
            rows.remove(id);
            documents.remove(id);
        });
        assertThat(rows()).containsAllEntriesOf(rows).hasSize(USERS + 5);
        assertThat(documents()).containsAllEntriesOf(documents).hasSize(USERS - 15);
    }

    @AfterEach
    void dropEverything() {
        database.sql("TRUNCATE user_cache, index_queue, drift_range").update();
        database.sql("INSERT INTO drift_range VALUES ('', now(), now())").update();
        elasticsearch("DELETE", "/users-000001", "");
    }

    private void fill() {
        for (int first = 0; first < USERS; first += CHUNK) {
            database.sql("""
                            WITH added AS (
                                INSERT INTO user_cache (id, username, first_name, last_name, bio, location,
                                       content_categories, estimated_followers, hourly_rate, roles, status, is_active,
                                       updated_at, search_score, profile_views, last_sync_at, source_version,
                                       source_time, revision)
                                SELECT md5(n::text), 'handle' || n, 'Anna', 'No' || n, 'Bio of ' || n, 'Berlin',
                                       ARRAY['food', 'travel'], n, 12.50, ARRAY['USER', 'INFLUENCER'], 'ACTIVE', true,
                                       now(), 0.5, 0, now(), 1, now(), nextval('revision')
                                  FROM generate_series(:first, :first + :chunk - 1) AS n
                                RETURNING id, revision)
                            INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                            SELECT id, revision, now(), now() FROM added
                            """).param("first", first).param("chunk", CHUNK).update();
        }
        awaitEmptyQueue();
    }

    private void delete(List<String> ids) {
        ids.forEach(id -> service.userDeleted("{\"userId\":\"%s\",\"version\":2}".formatted(id)));
        awaitEmptyQueue();
    }

    private void awaitEmptyQueue() {
        await("an empty queue")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> count("SELECT count(*) FROM index_queue") == 0);
        elasticsearch("POST", "/users/_refresh", "");
    }

    private void oneDifferenceIsFoundInFewComparisons(String id, TestReporter report) {
        missing(id);
        JsonNode proof = proof("");
        assertThat(differences(proof)).isEqualTo(planted);
        // everybody, sixteen parts thrice at most, and one small range user by user
        assertThat(proof.path("comparisons").asInt()).isLessThanOrEqualTo(1 + 3 * 16 + 1);
        report.publishEntry("one missing", summary(proof));
    }

    private void plant(List<String> ids) {
        ids.subList(0, 10).forEach(this::revived);
        ids.subList(11, 20).forEach(this::missing);
        ids.subList(20, 25).forEach(this::alteredInTheIndex);
        ids.subList(25, 30).forEach(this::alteredInTheIndexAtTheSameVersion);
        ids.subList(30, 36).forEach(this::alteredInTheCache);
        ids.subList(36, 40).forEach(this::stale);
        ids.subList(40, 45).forEach(this::lostInTheCache);
        ids.subList(45, 50).forEach(id -> unknown("un" + id));
    }

    private void missing(String id) {
        elasticsearch("DELETE", "/users/_doc/" + id, "");
        planted.put(id, Difference.Kind.MISSING);
    }

    private void alteredInTheIndex(String id) {
        elasticsearch("POST", "/users/_update/" + id, "{\"doc\":{\"bio\":\"by hand\"}}");
        planted.put(id, Difference.Kind.ALTERED);
    }

    private void alteredInTheIndexAtTheSameVersion(String id) {
        long version = count("SELECT revision FROM user_cache WHERE id = '" + id + "'");
        put(id + "?version_type=external_gte&version=" + version, document(id).replace("Berlin", "Paris"));
        planted.put(id, Difference.Kind.ALTERED);
    }

    private void alteredInTheCache(String id) {
        database.sql("UPDATE user_cache SET bio = 'by hand' WHERE id = :id")
                .param("id", id)
                .update();
        planted.put(id, Difference.Kind.ALTERED);
    }

    private void stale(String id) {
        database.sql("UPDATE user_cache SET bio = 'newer', revision = nextval('revision') WHERE id = :id")
                .param("id", id)
                .update();
        planted.put(id, Difference.Kind.STALE);
    }

    private void lostInTheCache(String id) {
        database.sql("DELETE FROM user_cache WHERE id = :id").param("id", id).update();
        planted.put(id, Difference.Kind.ORPHANED);
    }

    private void unknown(String id) {
        String somebody = database.sql("SELECT id FROM user_cache WHERE deleted_at IS NULL LIMIT 1")
                .query(String.class)
                .single();
        put(id, document(somebody).replace(somebody, id));
        planted.put(id, Difference.Kind.ORPHANED);
    }

    private void revived(String id) {
        unknown(id);
        planted.put(id, Difference.Kind.REVIVED);
    }

    private static String document(String id) {
        return elasticsearch("GET", "/users/_source/" + id, "").body();
    }

    private static void put(String path, String document) {
        assertThat(elasticsearch("PUT", "/users/_doc/" + path, document).statusCode())
                .isBetween(200, 201);
    }

    private void repair(TestReporter report) {
        long start = System.nanoTime();
        int status = service.send(service.request("/sync/drift-check", "Authorization", token("root", "ADMIN"))
                        .POST(BodyPublishers.noBody())
                        .build())
                .status();
        assertThat(status).isEqualTo(202);
        await("everybody compared, nothing left to repair")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> drift().at("/lastCheck/state").asText().equals("finished")
                        && drift().path("open").asInt() == 0);
        report.publishEntry(
                "repaired in", Duration.ofNanos(System.nanoTime() - start).toString());
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new HashMap<>();
        database.sql("SELECT id, md5(c::text) AS row FROM user_cache c")
                .query((row, number) -> rows.put(row.getString("id"), row.getString("row")))
                .list();
        return rows;
    }

    /** Every document with its version, and the number of its last write. */
    private static Map<String, String> documents() {
        elasticsearch("POST", "/users/_refresh", "");
        Map<String, String> documents = new HashMap<>();
        String after = "";
        JsonNode hits;
        do {
            hits = ElasticsearchRequests.sendForJson(
                            SharedServers.get().elasticsearchUrl(), "POST", "/users/_search", """
                            {"size": 10000, "version": true, "seq_no_primary_term": true, "_source": false,
                             "sort": [{"id": "asc"}], "search_after": ["%s"]}""".formatted(after))
                    .at("/hits/hits");
            for (JsonNode hit : hits) {
                after = hit.path("_id").asText();
                documents.put(after, hit.path("_version") + "/" + hit.path("_seq_no"));
            }
        } while (!hits.isEmpty());
        return documents;
    }

    private JsonNode proof(String query) {
        return service.send(service.request("/sync/proof" + query, "Authorization", token("root", "ADMIN"))
                        .timeout(Duration.ofMinutes(3))
                        .GET()
                        .build())
                .body();
    }

    private JsonNode drift() {
        return service.get("/sync/drift", "Authorization", token("root", "ADMIN"))
                .body();
    }

    private static String summary(JsonNode proof) {
        return proof.path("differences") + " differences in " + proof.path("comparisons") + " comparisons, "
                + proof.path("tookMs") + " ms";
    }

    private static Map<String, Difference.Kind> differences(JsonNode proof) {
        Map<String, Difference.Kind> kinds = new HashMap<>();
        proof.path("ranges").forEach(range -> kinds.putAll(planted(range.path("differences"))));
        return kinds;
    }

    private static Map<String, Difference.Kind> planted(JsonNode named) {
        Map<String, Difference.Kind> kinds = new HashMap<>();
        (named.has("findings") ? named.path("findings") : named)
                .forEach(one -> kinds.put(
                        one.path("userId").asText(),
                        Difference.Kind.valueOf(one.path("kind").asText().toUpperCase(Locale.ROOT))));
        return kinds;
    }
}
