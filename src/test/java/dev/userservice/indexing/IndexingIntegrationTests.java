package dev.userservice.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service;
import dev.userservice.ServiceTest;
import dev.userservice.TestUsers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;

/** The index stays the projection of the cache, whatever Elasticsearch makes of a document. */
@ExtendWith(OutputCaptureExtension.class)
class IndexingIntegrationTests extends AbstractServiceTests {

    @Autowired
    private IndexQueue queue;

    @Autowired
    private IndexClaims claims;

    @Autowired
    private IndexFreshness freshness;

    @Autowired
    private WriteTargets targets;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private SearchableProbe probe;

    @Autowired
    private MeterRegistry meters;

    private final Instant longAgo = Instant.now().minusSeconds(300);

    @Test
    void aRefusedDocumentWaitsAloneInQuarantineUntilItsUserChanges() {
        service.userCreated(TestUsers.influencer("poison", Map.of("username", "poison")));
        awaitIndexed();
        // longer than Lucene takes for one term, and longer than a webhook may make it
        database.sql("UPDATE user_cache SET username = repeat('x', 40000), revision = nextval('revision')")
                .update();
        requeue("poison");
        service.userCreated(TestUsers.influencer("neighbour", Map.of("firstName", "Neighbour")));
        awaitIndexed();

        service.awaitHits("neighbour", "neighbour");
        assertThat(queue.find("poison").orElseThrow().quarantined())
                .isNotBlank()
                .doesNotContain("xxx");
        assertThat(queue.backlog().quarantined()).isOne();

        service.userUpdated(TestUsers.influencer("poison", Map.of("version", 2, "firstName", "Cured")));
        service.awaitHits("cured", "poison");
        assertThat(queue.find("poison")).isEmpty();
    }

    @Test
    void anIndexThatIsBlockedShowsInHealthAndLog(CapturedOutput output) {
        block(true);
        try {
            service.userCreated(TestUsers.influencer("anna", Map.of()));

            await().until(() -> output.getAll().contains("1 documents were not taken: cluster_block_exception"));
            Service.Answer health = health();
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.body().at("/components/userIndex/status").asText())
                    .isEqualTo("DEGRADED");
            assertThat(health.body().at("/components/userIndex/details/reason").asText())
                    .contains("blocked");
        } finally {
            block(null);
        }
        awaitIndexed();
        assertThat(health().body().path("status").asText()).isEqualTo("UP");
    }

    private static void block(@Nullable Boolean isBlocked) {
        elasticsearch("PUT", "/users/_settings", "{\"index.blocks.read_only_allow_delete\":" + isBlocked + "}");
    }

    private Service.Answer health() {
        return new Service(managementPort, ServiceTest.SECRET).get("/actuator/health/search");
    }

    @Test
    void whatAClosedIndexDoesNotTakeIsNoFaultOfTheDocuments() {
        List.of("anna", "berta").forEach(id -> service.userCreated(TestUsers.influencer(id, Map.of())));
        awaitIndexed();
        double failures = failures();
        elasticsearch("POST", "/users/_close", "");
        try {
            service.userDeleted("{\"userId\":\"anna\",\"version\":2}");
            service.userUpdated(TestUsers.influencer("berta", Map.of("version", 2, "firstName", "Later")));
            await().until(() -> List.of("anna", "berta").stream()
                    .allMatch(id -> queue.find(id).orElseThrow().attempts() > 0));
            await().until(() -> failures() > failures + 1);
            assertThat(health().status()).isEqualTo(503);
            assertThat(health().body()
                            .at("/components/userIndex/details/reason")
                            .asText())
                    .isEqualTo("Elasticsearch answered 400 (index_closed_exception)");
            assertThat(service.get("/search/users?q=later")
                            .body()
                            .path("degraded")
                            .asBoolean())
                    .isTrue();
        } finally {
            elasticsearch("POST", "/users/_open", "");
        }

        awaitIndexed();
        assertThat(queue.backlog().quarantined()).isZero();
        assertThat(documentOf("anna")).contains("resource_not_found_exception");
        service.awaitHits("later", "berta");
    }

    private double failures() {
        return meters.counter("user_service.index.bulk.failures").count();
    }

    @Test
    void aLongQueueStillTellsItsAge() {
        database.sql("""
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                        SELECT 'waits-' || n, n, now() - n * interval '1 ms', 'infinity' FROM generate_series(1, 100001) n
                        """).update();
        await().until(() -> freshness.backlog().depth() > 100_000);

        database.sql("DELETE FROM index_queue WHERE revision > 1").update();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> freshness.asOf().isAfter(Instant.now().minusSeconds(50)));
        await().atMost(Duration.ofSeconds(20)).until(() -> freshness.backlog().depth() == 1);
    }

    @Test
    void whatIsNotFoundForLongCountsAsThatLate() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();
        awaitAnIdleProbe();
        double before = searchableLag().totalTime(TimeUnit.SECONDS);

        probe.offer(new IndexClaims.Claim("anna", Long.MAX_VALUE, longAgo, longAgo));

        await().until(() -> searchableLag().totalTime(TimeUnit.SECONDS) >= before + 300);
    }

    @Test
    void whoWasDeletedMeanwhileIsNotLate() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();
        awaitAnIdleProbe();
        double before = searchableLag().totalTime(TimeUnit.SECONDS);

        probe.offer(new IndexClaims.Claim("nobody", 1, longAgo, longAgo));

        awaitAnIdleProbe();
        assertThat(searchableLag().totalTime(TimeUnit.SECONDS)).isLessThan(before + 300);
    }

    @Test
    void aDeletionDoesNotKeepOthersFromBeingFollowed() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();
        awaitAnIdleProbe();
        service.userDeleted("{\"userId\":\"anna\",\"version\":2}");
        awaitIndexed();
        long before = searchableLag().count();

        service.userCreated(TestUsers.influencer("berta", Map.of()));

        await().until(() -> searchableLag().count() > before);
    }

    // it may follow somebody for half a minute whom the test before has deleted
    private void awaitAnIdleProbe() {
        long before = searchableLag().count();
        Instant now = Instant.now();
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            boolean idle = searchableLag().count() > before;
            if (!idle) {
                probe.offer(new IndexClaims.Claim("anna", 1, now, now));
            }
            return idle;
        });
    }

    private Timer searchableLag() {
        return meters.timer("user_service.searchable.lag");
    }

    @Test
    void anOlderRevisionNeverOverwritesANewerDocument() {
        service.userCreated(TestUsers.influencer("anna", Map.of("firstName", "Newer")));
        awaitIndexed();
        String newer = documentOf("anna");

        database.sql("UPDATE user_cache SET first_name = 'Older', revision = revision - 1")
                .update();
        requeue("anna");
        awaitIndexed();

        assertThat(documentOf("anna")).isEqualTo(newer).contains("Newer");
        assertThat(queue.find("anna")).isEmpty();
    }

    @Test
    void anIndexDeletedByAnOperatorIsMadeAgainAndFilledFromPostgres() {
        List.of("anna", "berta", "clara").forEach(id -> service.userCreated(TestUsers.influencer(id, Map.of())));
        awaitIndexed();

        elasticsearch("DELETE", "/users-000001", "");

        await().atMost(Duration.ofSeconds(20)).until(() -> answersInFull("anna", "berta", "clara"));
        assertThat(elasticsearch("GET", "/_cat/indices/users*?h=index", "")
                        .body()
                        .strip())
                .isEqualTo("users-000001");
    }

    @Test
    void anAliasTakenAwayIsPutBack() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();

        elasticsearch("DELETE", "/users-000001/_alias/users", "");

        await().atMost(Duration.ofSeconds(20)).until(() -> answersInFull("anna"));
    }

    @Test
    void whoeverQueuesEverybodyOnceMoreDoesNotMakeTheWaitingLookYounger() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();
        requeueFarAhead("anna");
        Instant filling = queue.now();

        queue.addSomeAfter("");

        assertThat(queue.find("anna").map(entry -> !entry.queuedAt().isAfter(filling)))
                .isNotEqualTo(Optional.of(false));
    }

    @Test
    void theClaimOfADeadWorkerIsTakenOverWhenItsLeaseEnds() {
        requeueFarAhead("anna");
        assertThat(claims.claim(10, Duration.ofMinutes(1))).isEmpty();

        database.sql("UPDATE index_queue SET available_at = now() - interval '1 second'")
                .update();

        await().atMost(Duration.ofSeconds(10)).until(() -> queue.find("anna").isEmpty());
    }

    @Test
    void whatChangedDuringTheWriteStaysInTheQueue() {
        var claim = new IndexClaims.Claim("anna", 7, Instant.now(), Instant.now());
        requeueFarAhead("anna");
        database.sql("UPDATE index_queue SET revision = 8").update();

        claims.done(List.of(claim), targets.current().version());

        assertThat(queue.find("anna").orElseThrow().revision()).isEqualTo(8);
    }

    @Test
    void aWriteOfALostLeaseDoesNotSettleTheClaimOfWhoHoldsItNow() {
        requeueFarAhead("anna");

        claims.done(
                List.of(new IndexClaims.Claim("anna", 7, Instant.now(), Instant.now())),
                targets.current().version());

        assertThat(queue.find("anna")).isPresent();
    }

    @Test
    void aWriteOfALostLeaseMarksTheUserAsBehindOnceMore() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();
        long revision = count("SELECT revision FROM user_cache");
        var lost = new IndexClaims.Claim("anna", revision - 1, Instant.now(), Instant.now());
        elasticsearch("DELETE", "/users/_doc/anna?version=" + (revision + 1) + "&version_type=external", "");
        database.sql("UPDATE user_cache SET revision = revision + 2").update();

        claims.done(List.of(lost), targets.current().version());

        assertThat(queue.find("anna").orElseThrow().revision()).isEqualTo(revision + 2);
        awaitIndexed();
        assertThat(service.search("anna").hits()).containsExactly("anna");
    }

    @Test
    void noEMailAddressReachesTheIndex() throws Exception {
        service.userCreated(TestUsers.influencer("anna", Map.of("email", "canary-7f3a@example.com")));
        awaitIndexed();

        assertThat(elasticsearch("GET", "/users/_search?size=100", "").body())
                .contains("anna")
                .doesNotContain("canary-7f3a");
        var mapping = new JsonMapper()
                .readTree(elasticsearch("GET", "/users/_mapping", "").body());
        assertThat(mapping.toString()).contains("\"dynamic\":\"strict\"").doesNotContainIgnoringCase("mail");
    }

    private boolean answersInFull(String... ids) {
        var answer = service.search("");
        return !answer.body().path("degraded").asBoolean()
                && Set.copyOf(answer.hits()).equals(Set.of(ids));
    }

    private String documentOf(String id) {
        return elasticsearch("GET", "/users/_source/" + id, "").body();
    }

    private void requeue(String id) {
        long revision = count("SELECT revision FROM user_cache WHERE id = '" + id + "'");
        transactions.executeWithoutResult(transaction -> queue.add(id, revision));
    }

    private void requeueFarAhead(String id) {
        database.sql("""
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                        VALUES (:id, 7, now(), now() + interval '1 hour')
                        """).param("id", id).update();
    }
}
