package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof says identical only of what is, and names whatever somebody altered behind the service's back. */
class ProofIntegrationTests extends AbstractServiceTests {

    @BeforeEach
    void addUsers() {
        IntStream.range(0, 40)
                .forEach(n -> service.userCreated(TestUsers.influencer(
                        "user-%02d".formatted(n), Map.of("firstName", "Anna", "hourlyRate", 12.5))));
        service.userDeleted("{\"userId\":\"user-00\",\"version\":2}");
        awaitIndexed();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cacheAndIndexAreIdenticalAfterQuiet(boolean deep) {
        JsonNode proof = proof(deep);

        assertThat(proof.path("verdict").asText()).isEqualTo("identical");
        assertThat(proof.path("complete").asBoolean()).isTrue();
        assertThat(proof.path("deep").asBoolean()).isEqualTo(deep);
        assertThat(proof.at("/users/cache").asLong()).isEqualTo(39);
        assertThat(proof.at("/users/index").asLong()).isEqualTo(39);
        assertThat(proof.path("comparisons").asInt()).isEqualTo(1);
        assertThat(proof.path("ranges")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyKindOfDifferenceIsNamed(boolean deep) {
        elasticsearch("DELETE", "/users/_doc/user-01", "");
        database.sql("UPDATE user_cache SET revision = nextval('revision') WHERE id = 'user-02'")
                .update();
        database.sql("UPDATE user_cache SET bio = 'by hand' WHERE id = 'user-03'")
                .update();
        String document = elasticsearch("GET", "/users/_source/user-04", "").body();
        elasticsearch("PUT", "/users/_doc/nobody", document.replace("user-04", "nobody"));
        elasticsearch("PUT", "/users/_doc/user-00", document.replace("user-04", "user-00"));
        database.sql("DELETE FROM user_cache WHERE id = 'user-05'").update();

        JsonNode proof = proof(deep);

        assertThat(proof.path("verdict").asText()).isEqualTo("different");
        assertThat(differences(proof))
                .isEqualTo(Map.of(
                        "user-00", "revived",
                        "user-01", "missing",
                        "user-02", "stale",
                        "user-03", "altered",
                        "user-05", "orphaned",
                        "nobody", "orphaned"));
    }

    @Test
    void aDocumentAlteredWithoutItsDigestIsFoundByItsContent() {
        elasticsearch("POST", "/users/_update/user-07", "{\"doc\":{\"bio\":\"by hand\"}}");
        long version = count("SELECT revision FROM user_cache WHERE id = 'user-08'");
        elasticsearch(
                "PUT",
                "/users/_doc/user-08?version_type=external_gte&version=" + version,
                elasticsearch("GET", "/users/_source/user-08", "").body().replace("Anna", "Eve"));

        assertThat(differences(proof(true))).isEqualTo(Map.of("user-07", "altered", "user-08", "altered"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDocumentThatClaimsToBeAnotherOrNobodyIsFound(boolean deep) {
        String document = elasticsearch("GET", "/users/_source/user-04", "").body();
        elasticsearch("PUT", "/users/_doc/impostor", document);
        elasticsearch("PUT", "/users/_doc/nameless", document.replace("\"id\":\"user-04\",", ""));

        assertThat(differences(proof(deep))).isEqualTo(Map.of("impostor", "orphaned", "nameless", "orphaned"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWaitsInTheQueueIsNoDifference(boolean deep) {
        elasticsearch("DELETE", "/users/_doc/user-01", "");
        database.sql("""
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                        SELECT id, revision, now(), now() + interval '1 hour' FROM user_cache WHERE id = 'user-01'
                        """).update();

        assertThat(proof(deep).path("verdict").asText()).isEqualTo("identical");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void idsOfAnyAlphabetAreComparedInTheSameOrderOnBothSides(boolean deep) {
        List.of("Zoe", "zoe", "a_b", "a-b", "A.b", "0", "~9x".substring(1), "a~b")
                .forEach(id -> service.userCreated(TestUsers.influencer(id, Map.of())));
        awaitIndexed();
        elasticsearch("DELETE", "/users/_doc/a_b", "");

        assertThat(differences(proof(deep))).isEqualTo(Map.of("a_b", "missing"));
    }

    @Test
    void theDigestCoversEveryFieldTheIndexIsTold() {
        List<String> columns = database.sql("""
                        SELECT column_name FROM information_schema.columns
                         WHERE table_name = 'user_cache' AND column_name NOT IN ('id', 'email', 'digest',
                               'profile_views', 'last_sync_at', 'source_version', 'former_version', 'source_time', 'deleted_at',
                               'activity_lift')
                        """).query(String.class).list();
        assertThat(columns).hasSizeGreaterThanOrEqualTo(40);

        for (String column : columns) {
            long before = digest();
            database.sql(alter(column)).update();
            assertThat(digest()).as(column).isNotEqualTo(before);
        }
        long before = digest();
        database.sql("UPDATE user_cache SET email = 'x@example.com', last_sync_at = now() WHERE id = 'user-01'")
                .update();
        assertThat(digest()).isEqualTo(before);
    }

    private String alter(String column) {
        String type =
                database.sql("""
                        SELECT data_type FROM information_schema.columns
                         WHERE table_name = 'user_cache' AND column_name = :column
                        """).param("column", column).query(String.class).single();
        String value = switch (type) {
            case "text" -> "'altered'";
            case "ARRAY" -> "ARRAY['altered']";
            case "boolean" -> "NOT coalesce(%s, false)".formatted(column);
            case "timestamp with time zone" -> "timestamptz '2001-01-01T00:00:00Z'";
            default -> "coalesce(%s, 0) + 1".formatted(column);
        };
        return "UPDATE user_cache SET %s = %s WHERE id = 'user-01'".formatted(column, value);
    }

    private long digest() {
        return count("SELECT digest FROM user_cache WHERE id = 'user-01'");
    }

    private JsonNode proof(boolean deep) {
        return service.get("/sync/proof?deep=" + deep, "Authorization", token("root", "ADMIN"))
                .body();
    }

    private static Map<String, String> differences(JsonNode proof) {
        Map<String, String> kinds = new TreeMap<>();
        proof.path("ranges")
                .forEach(range -> range.path("differences")
                        .forEach(difference -> kinds.put(
                                difference.path("userId").asText(),
                                difference.path("kind").asText())));
        return kinds;
    }
}
