package dev.userservice.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Every change goes to every index that is to have it, and none but the serving one may hold a user up. */
class WriteTargetsIntegrationTests extends AbstractServiceTests {

    private static final String OTHER = "users-000099";

    @Autowired
    private IndexQueue queue;

    @Autowired
    private IndexClaims claims;

    @Autowired
    private WriteTargets targets;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void aChangeAndADeleteReachEveryTarget() {
        addOther("{}");
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        service.userCreated(TestUsers.influencer("berta", Map.of()));
        awaitIndexed();
        assertThat(versions("users")).isEqualTo(versions(OTHER)).contains("anna", "berta");

        service.userDeleted("{\"userId\":\"anna\",\"version\":2}");
        awaitIndexed();
        assertThat(versions("users"))
                .isEqualTo(versions(OTHER))
                .contains("berta")
                .doesNotContain("anna");
    }

    @Test
    void whatAnotherIndexRefusesIsNotedAndHoldsUpNobody() {
        addOther("{\"dynamic\":\"strict\",\"properties\":{\"id\":{\"type\":\"keyword\"}}}");
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();

        service.awaitHits("anna", "anna");
        assertThat(queue.find("anna")).isEmpty();
        assertThat(targets.refusals(OTHER)).isOne();
        assertThat(targets.firstRefusals(OTHER, 20))
                .containsExactly(
                        new WriteTargets.Refusal("anna", "strict_dynamic_mapping_exception of field username"));
    }

    @Test
    void anIndexThatTakesNothingIsGivenUpAndTheServingOneGoesOn() {
        transactions.executeWithoutResult(transaction -> targets.add(OTHER));
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        service.awaitHits("anna", "anna");
        assertThat(queue.find("anna")).isPresent();

        awaitIndexed();
        assertThat(targets.lost(OTHER)).contains("index_not_found_exception");
        assertThat(targets.current().targets()).hasSize(1);
    }

    @Test
    void anIndexWhoseShardIsNowhereIsGivenUpAndTheServingOneGoesOn() {
        addOther("{}", "{\"index.routing.allocation.require._name\":\"nowhere\"}");
        service.userCreated(TestUsers.influencer("anna", Map.of()));

        service.awaitHits("anna", "anna");
        await().atMost(Duration.ofSeconds(40)).until(() -> targets.lost(OTHER).isPresent());
        assertThat(targets.lost(OTHER)).contains("unavailable_shards_exception");
        awaitIndexed();
    }

    @Test
    void anIndexThatWasGivenUpCannotServe() {
        String serving = targets.serving().orElseThrow();
        transactions.executeWithoutResult(transaction -> targets.add(OTHER));
        database.sql("UPDATE write_target SET lost = 'a test' WHERE index_name = :index")
                .param("index", OTHER)
                .update();

        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.executeWithoutResult(transaction -> targets.serve(OTHER)));
        assertThat(targets.serving()).contains(serving);
    }

    @Test
    void aBlockedIndexThatRecoversIsNotGivenUp() {
        addOther("{}");
        elasticsearch("PUT", "/" + OTHER + "/_settings", "{\"index.blocks.read_only_allow_delete\":true}");
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        await().pollInterval(Duration.ofMillis(10))
                .until(() ->
                        queue.find("anna").filter(entry -> entry.attempts() > 0).isPresent());
        elasticsearch("PUT", "/" + OTHER + "/_settings", "{\"index.blocks.read_only_allow_delete\":null}");

        awaitIndexed();
        assertThat(versions(OTHER)).contains("anna");
        assertThat(targets.current().targets())
                .extracting(WriteTargets.Target::troubled)
                .containsExactly(false, false);
    }

    @Test
    void whoWasWrittenToFormerTargetsIsWrittenAgainAtOnce() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();
        long former = targets.current().version();
        addOther("{}");
        long revision = count("SELECT revision FROM user_cache");
        Instant lease = database.sql("""
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at, leased_until)
                        VALUES ('anna', :revision, now(), now(), now() + interval '1 hour') RETURNING leased_until
                        """)
                .param("revision", revision)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();

        claims.done(List.of(new IndexClaims.Claim("anna", revision, lease, lease)), former);

        awaitIndexed();
        assertThat(versions(OTHER)).contains("anna");
    }

    @Test
    void anIndexOfTheTimeWhenAllHadOneAliasForWritersIsTakenOver() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();
        elasticsearch("DELETE", "/users-000001/_alias/users-000001-write", "");
        elasticsearch("PUT", "/users-000001/_alias/users-write", "");
        String documents = versions("users");

        database.sql("TRUNCATE write_target").update();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> targets.serving().filter("users-000001"::equals).isPresent());
        service.userCreated(TestUsers.influencer("berta", Map.of()));
        awaitIndexed();
        assertThat(versions("users")).contains("berta", documents);
    }

    @AfterEach
    void removeOther() {
        transactions.executeWithoutResult(transaction -> targets.remove(OTHER));
        elasticsearch("DELETE", "/" + OTHER + "?ignore_unavailable=true", "");
    }

    private void addOther(String mapping) {
        addOther(mapping, "{}");
    }

    private void addOther(String mapping, String settings) {
        String aliases = "{\"%s\":{}}".formatted(UserIndex.writers(OTHER));
        elasticsearch(
                "PUT",
                "/" + OTHER + "?wait_for_active_shards=0",
                "{\"mappings\":%s,\"settings\":%s,\"aliases\":%s}".formatted(mapping, settings, aliases));
        transactions.executeWithoutResult(transaction -> targets.add(OTHER));
    }

    /** Ids and versions, in the order of the ids. */
    private String versions(String index) {
        elasticsearch("POST", "/" + index + "/_refresh", "");
        return elasticsearch("GET", "/" + index + "/_search?version=true&_source=false&size=100", "")
                .body()
                .replaceAll(".*\"hits\":\\[", "")
                .replaceAll("\"_index\":\"[^\"]*\",|\"_score\":[^,}]*,?", "")
                .transform(hits -> Arrays.stream(hits.split("\\},?")).sorted().collect(Collectors.joining(" ")));
    }
}
