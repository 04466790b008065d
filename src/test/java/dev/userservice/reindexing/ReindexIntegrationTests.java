package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A rebuild from its start to its end, and what an admin may do to it. */
class ReindexIntegrationTests extends AbstractReindexTests {

    @Autowired
    private AliasControl alias;

    @Test
    void theNewIndexHoldsEverybodyTakesOverAndTheOldOneIsKept() {
        fill(3_500);

        JsonNode run = awaitState(started("{}"), "kept", "failed");

        assertThat(run.path("state").asText()).as("%s", run).isEqualTo("kept");
        assertThat(run.path("done").asInt()).isEqualTo(3_500);
        assertThat(run.path("percent").asDouble()).isEqualTo(100);
        assertThat(run.path("tried").asInt()).isGreaterThan(100);
        assertThat(run.at("/failed/count").asInt()).isZero();
        assertThat(run.path("steps"))
                .extracting(step -> step.path("name").asText())
                .containsExactly("planned", "building", "catching_up", "verifying", "ready", "switched", "kept");
        assertThat(serving()).isEqualTo(NEW);
        assertThat(indices()).containsExactly(OLD, NEW);
        assertThat(documents(NEW)).isEqualTo(rows()).hasSize(3_500);
        assertThat(settings(NEW)).isEqualTo(settings(OLD));
        assertThat(service.search("handle77").hits()).isNotEmpty();
    }

    private static String settings(String index) {
        return elasticsearch("GET", "/" + index + "/_settings?flat_settings=true", "")
                .body()
                .replaceAll("\"index\\.(uuid|creation_date|provided_name)\":\"[^\"]*\",?", "")
                .replace(index, "index");
    }

    @Test
    void thePlanReckonsWithTheTrialOnceItIsKnownHowLongOneTakes() {
        fill(600);
        assertThat(plan().path("estimateIncludesTrial").asBoolean(true)).isFalse();
        awaitState(started("{}"), "kept");
        database.sql("UPDATE reindex_run SET report = jsonb_set(report, '{took_ms}', '600000')")
                .update();

        JsonNode plan = plan();

        assertThat(plan.path("estimateIncludesTrial").asBoolean()).isTrue();
        assertThat(plan.path("estimatedSeconds").asLong()).isBetween(601L, 660L);
    }

    private JsonNode plan() {
        return run("/admin/reindex/plan");
    }

    @Test
    void aRunWaitsForANodeThatTakesTheShardsAndSaysSo() {
        String enabled = "{\"persistent\": {\"cluster.routing.allocation.enable\": %s}}";
        elasticsearch("PUT", "/_cluster/settings", enabled.formatted("\"none\""));
        try {
            String run = started("{}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> run(run).path("message").asText().contains("no node takes its shards"));
            elasticsearch("PUT", "/_cluster/settings", enabled.formatted("null"));

            assertThat(awaitState(run, "kept", "failed").path("state").asText()).isEqualTo("kept");
        } finally {
            elasticsearch("PUT", "/_cluster/settings", enabled.formatted("null"));
        }
    }

    @Test
    void anAliasThatPointsElsewhereIsMovedBackToTheIndexThatServes() {
        elasticsearch("PUT", "/" + NEW, "{}");
        elasticsearch("POST", "/_aliases", """
                {"actions": [{"remove": {"index": "users-000001", "alias": "users"}},
                             {"add": {"index": "users-000002", "alias": "users"}}]}
                """);

        await().atMost(Duration.ofSeconds(10)).until(() -> serving().equals(OLD));
    }

    @Test
    void anIndexThatLacksPeopleIsNotShownInPlaceOfOneThatHasThem() {
        fill(3);
        elasticsearch("PUT", "/" + NEW, "{\"aliases\": {\"users-000002-write\": {}}}");
        database.sql("UPDATE write_target SET index_name = :index")
                .param("index", NEW)
                .update();

        alias.check();

        assertThat(serving()).isEqualTo(OLD);
    }

    @Test
    void rolledBackTheOldIndexServesWithWhatWasWrittenMeanwhileAndTheNewOneMayTakeOverAgain() {
        fill(50);
        String run = started("{}");
        awaitState(run, "kept");
        service.userCreated(TestUsers.influencer("after", Map.of()));
        service.userDeleted("{\"userId\":\"%s\",\"version\":2}"
                .formatted(rows().keySet().iterator().next()));
        awaitIndexed();

        act(run, "rollback", "{}");
        await().atMost(Duration.ofSeconds(10)).until(() -> serving().equals(OLD));
        assertThat(awaitState(run, "kept").path("servingIndex").asText()).isEqualTo(OLD);
        assertThat(documents(OLD)).isEqualTo(rows()).containsKey("after");
        service.userCreated(TestUsers.influencer("later", Map.of()));
        awaitIndexed();

        act(run, "switch", "{}");
        await().atMost(Duration.ofSeconds(10)).until(() -> serving().equals(NEW));
        assertThat(documents(NEW)).isEqualTo(rows()).containsKey("later");
        assertThat(database.sql("SELECT actor || ' ' || action FROM reindex_audit ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("root start", "root rollback", "root switch");
    }

    @Test
    void whoWasDeletedBehindTheBackOfANewIndexIsDeletedThereInTheEnd() {
        fill(30);
        String run = started("{\"pauseBeforeSwitch\":true,\"maxDocumentsPerSecond\":10}");
        await().atMost(Duration.ofSeconds(10)).until(() -> run(run).path("done").asInt() > 0);
        String victim = documents(NEW).keySet().iterator().next();
        service.userDeleted("{\"userId\":\"%s\",\"version\":2}".formatted(victim));
        awaitIndexed();
        // as a page read before the deletion would, at an Elasticsearch restarted after it
        elasticsearch("PUT", "/" + NEW + "/_settings", "{\"index.gc_deletes\":\"0s\"}");
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        elasticsearch("PUT", "/%s/_doc/%s?version=1&version_type=external".formatted(NEW, victim), "{}")
                                        .statusCode()
                                == 201);

        act(run, "throttle", "{\"maxDocumentsPerSecond\":null}");
        awaitState(run, "ready");
        assertThat(documents(NEW)).isEqualTo(rows()).doesNotContainKey(victim);
    }

    @Test
    void aPausedRunStandsStillAndGoesOnWhereItStopped() {
        fill(60);
        String run = started("{\"maxDocumentsPerSecond\":20}");
        await().atMost(Duration.ofSeconds(10)).until(() -> run(run).path("done").asInt() > 0);

        assertThat(act(run, "pause", "{}").path("paused").asBoolean()).isTrue();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> count("SELECT count(*) FROM reindex_run WHERE lease IS NULL") == 1);
        int done = run(run).path("done").asInt();
        await().during(Duration.ofSeconds(2)).until(() -> run(run).path("done").asInt() == done);
        assertThat(done).isBetween(1, 59);

        act(run, "resume", "{}");
        act(run, "throttle", "{\"maxDocumentsPerSecond\":null}");
        assertThat(awaitState(run, "kept").path("done").asInt()).isEqualTo(60);
        assertThat(documents(NEW)).isEqualTo(rows());
    }

    @Test
    void aCancelledRunLeavesNothingBehind() {
        fill(60);
        String run = started("{\"maxDocumentsPerSecond\":20}");
        await().atMost(Duration.ofSeconds(10)).until(() -> run(run).path("done").asInt() > 0);

        act(run, "cancel", "{}");

        await().atMost(Duration.ofSeconds(10)).until(() -> indices().size() == 1);
        assertThat(run(run).path("message").asText()).isEqualTo("Cancelled; users-000001 goes on answering searches.");
        assertThat(count("SELECT count(*) FROM write_target")).isOne();
        assertThat(serving()).isEqualTo(OLD);
    }

    @Test
    void whatIsKeptIsDeletedWhenItsTimeIsOver() {
        fill(10);

        String run = started("{\"keepOld\":\"PT0S\"}");

        awaitState(run, "cleaned");
        await().atMost(Duration.ofSeconds(10)).until(() -> indices().size() == 1);
        assertThat(serving()).isEqualTo(NEW);
        assertThat(count("SELECT count(*) FROM write_target")).isOne();
        assertThat(documents("users")).isEqualTo(rows());
    }

    @Test
    void oneRunAtATimeAndTheSameKeyMeansTheSameRun() {
        fill(60);
        Answer first = admin("/admin/reindex", forced("{\"maxDocumentsPerSecond\":5}"), "Idempotency-Key", "once");
        Answer again = admin("/admin/reindex", "{}", "Idempotency-Key", "once");
        Answer other = start("{}");

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body().path("code").asText()).isEqualTo("reindex_running");
        assertThat(other.body().path("run").asText()).isEqualTo(first.header("Location"));
    }

    @Test
    void theSameKeyManyTimesAtOnceMeansOneRunForAll() throws Exception {
        fill(60);
        String options = forced("{\"maxDocumentsPerSecond\":5}");
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> answers = callers.invokeAll(
                    Collections.nCopies(8, () -> admin("/admin/reindex", options, "Idempotency-Key", "many")));
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).as("%s", answer.get().body()).isEqualTo(202);
                assertThat(answer.get().header("Location"))
                        .isEqualTo(answers.getFirst().get().header("Location"));
            }
            for (Future<Answer> other :
                    callers.invokeAll(Collections.<Callable<Answer>>nCopies(4, () -> start("{}")))) {
                assertThat(other.get().body().path("code").asText()).isEqualTo("reindex_running");
            }
        }
        assertThat(count("SELECT count(*) FROM reindex_run")).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/pause   | {junk             | 400",
                "/pause   | {} {}             | 400",
                "/cancel  | {\"x\":1}         | 422",
                "/cancel  | {\"x\":1,\"x\":2} | 400",
                "/cancel  | []                | 400",
                "/cancel  | null              | 400",
                "/pause?x=1 | {}              | 400"
            })
    void aCommandWithMoreThanItLooksAtChangesNothing(String command, String body, int status) {
        fill(60);
        String run = started("{\"maxDocumentsPerSecond\":5}");

        Answer refused = admin(run + command, body);

        assertThat(refused.status()).as("%s", refused.body()).isEqualTo(status);
        assertThat(run(run).path("paused").asBoolean()).isFalse();
        assertThat(run(run).path("state").asText()).isNotEqualTo("cancelled");
    }

    @Test
    void aConfirmationOfAnotherIndexSwitchesNothing() {
        fill(30);
        String run = started("{\"pauseBeforeSwitch\":true}");
        awaitState(run, "ready");

        Answer refused = admin(run + "/switch", "{\"confirm\":\"users-000009\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults()).containsExactly("/confirm");
        assertThat(run(run).path("servingIndex").asText()).isEqualTo(OLD);
        assertThat(admin(run + "/switch", "{\"confirm\":\"%s\"}".formatted(NEW)).status())
                .isEqualTo(202);
        awaitState(run, "kept");
    }

    @Test
    void aCompressedCommandIsRefused() {
        fill(30);
        String run = started("{\"maxDocumentsPerSecond\":5}");

        Answer refused = admin(run + "/throttle", "{\"maxDocumentsPerSecond\":50}", "Content-Encoding", "gzip");

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.body().path("code").asText()).isEqualTo("unsupported_encoding");
        assertThat(run(run).at("/options/maxDocumentsPerSecond").asInt()).isEqualTo(5);
    }

    @Test
    void nothingIsRebuiltUnaskedIfTheMappingFileAsksForNothing() {
        Answer refused = admin("/admin/reindex", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asText()).isEqualTo("nothing_to_do");
    }

    @Test
    void whatTheStateDoesNotAllowIsRefusedWithWhatItDoes() {
        fill(60);
        String run = started("{\"maxDocumentsPerSecond\":5}");

        Answer refused = admin(run + "/rollback", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asText()).isEqualTo("not_allowed");
        assertThat(refused.body().path("allowed").toString()).isEqualTo("[\"pause\",\"throttle\",\"cancel\"]");
    }

    @Test
    void aBodyThatMakesNoSenseIsRefusedWithEverythingThatIsWrong() {
        Answer refused = admin("/admin/reindex", "{\"batchSize\":0,\"keepOld\":\"soon\",\"force\":\"yes\",\"x\":1}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults()).containsExactlyInAnyOrder("/batchSize", "/keepOld", "/force", "/x");
        assertThat(count("SELECT count(*) FROM reindex_run")).isZero();
    }

    @Test
    void ofThousandsOfFaultsTheFirstHundredAreNamed() {
        String fields =
                IntStream.range(0, 5_000).mapToObj("\"x%d\":1"::formatted).collect(Collectors.joining(","));

        Answer refused = admin("/admin/reindex", "{" + fields + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults()).hasSize(100).contains("/x0");
    }

    @Test
    void ofALongNameTheBeginningIsTold() {
        Answer refused = admin("/admin/reindex", "{\"%s\":1}".formatted("x".repeat(10_000)));

        assertThat(refused.faults()).containsExactly("/" + "x".repeat(50));
    }

    @Test
    void eventsTellOfTheRunUntilItRests() {
        fill(60);
        String run = started("{\"maxDocumentsPerSecond\":20}");

        var events = service.sendRaw(service.request("/api" + run + "/events")
                .header("Authorization", token("root", "ADMIN"))
                .build());

        assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        assertThat(events.body().lines().filter("event: run"::equals).count()).isGreaterThanOrEqualTo(2);
        assertThat(events.body()
                        .lines()
                        .filter(line -> line.startsWith("data: "))
                        .reduce((one, next) -> next))
                .hasValueSatisfying(last -> assertThat(last).contains("\"state\":\"kept\"", "\"percent\":100.0"));
    }
}
