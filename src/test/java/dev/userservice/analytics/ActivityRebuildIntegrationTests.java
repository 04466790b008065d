package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.SharedServers;
import dev.userservice.AbstractServiceTests;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Building the activity index anew while it is in use. */
class ActivityRebuildIntegrationTests extends AbstractServiceTests {

    private static final String ROUTE = "/admin/activity/rebuild";
    private static final int PEOPLE = 50;

    @Autowired
    private CounterRows rows;

    @Autowired
    private ActivityTargets targets;

    @Autowired
    private ActivityUpkeep upkeep;

    @Autowired
    private ActivityLease leases;

    @BeforeEach
    void fill() {
        database.sql("TRUNCATE activity_rebuild").update();
        IntStream.range(0, PEOPLE).forEach(n -> service.userCreated(TestUsers.influencer("user-" + n, Map.of())));
        rows.add(
                IntStream.range(0, PEOPLE)
                        .mapToObj(n -> TestCounts.view("user-" + n))
                        .toList(),
                List.of());
        awaitDocuments(2 * PEOPLE);
    }

    private static String[] admin() {
        return new String[] {"Authorization", token("root", "ADMIN")};
    }

    private JsonNode awaitState(String state) {
        await("a rebuild that is " + state)
                .atMost(Duration.ofSeconds(20))
                .until(() -> service.get(ROUTE, admin())
                        .body()
                        .path("state")
                        .asText()
                        .equals(state));
        return service.get(ROUTE, admin()).body();
    }

    private static int documents() {
        elasticsearch("POST", "/activity/_refresh", "");
        return ElasticsearchRequests.sendForJson(SharedServers.get().elasticsearchUrl(), "/activity/_count")
                .path("count")
                .asInt(-1);
    }

    private static void awaitDocuments(int number) {
        await("documents").atMost(Duration.ofSeconds(20)).until(() -> documents() == number);
    }

    private static int status(String index) {
        return elasticsearch("GET", "/" + index, "").statusCode();
    }

    @Test
    void anotherIndexIsFilledAndServesWithoutAnyGap() {
        String before = targets.all().getFirst().index();
        AtomicInteger fewest = new AtomicInteger(Integer.MAX_VALUE);

        Answer begun = service.post(ROUTE, admin());

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.body().path("startedBy").asText()).isEqualTo("root");
        String index = begun.body().path("index").asText();
        assertThat(index).matches("activity-\\d{6}").isNotEqualTo(before);
        await("the end").atMost(Duration.ofSeconds(20)).until(() -> {
            fewest.accumulateAndGet(documents(), Math::min);
            return status(before) == 404;
        });
        assertThat(awaitState("completed").path("index").asText()).isEqualTo(index);
        assertThat(fewest).hasValue(2 * PEOPLE);
        assertThat(elasticsearch("GET", "/_alias/activity", "").body()).contains("\"" + index + "\"");
        assertThat(targets.all()).extracting(ActivityTargets.Target::index).containsExactly(index);

        rows.add(List.of(TestCounts.view("user-0")), List.of());
        await("later activity")
                .atMost(Duration.ofSeconds(20))
                .until(() -> elasticsearch("GET", "/activity/_search?q=views:2", "")
                        .body()
                        .contains("user-0|day"));
    }

    /** Takes the lease away from the worker, and does by hand what it does before it would be killed. */
    @Test
    void whoeverTakesOverGoesOnAndWhatHappensMeanwhileIsNotMissing() {
        var lease = await().until(() -> leases.take(Duration.ofMinutes(1)), Optional::isPresent)
                .orElseThrow();
        String index = service.post(ROUTE, admin()).body().path("index").asText();
        upkeep.workOn(targets.all().getLast());
        assertThat(service.get(ROUTE, admin()).body().path("written").asInt()).isEqualTo(PEOPLE);
        rows.add(List.of(TestCounts.view("user-0"), TestCounts.view("user-1")), List.of());
        service.userDeleted("{\"userId\":\"user-2\",\"version\":2}");

        leases.giveBack(lease);

        assertThat(awaitState("completed").path("index").asText()).isEqualTo(index);
        awaitDocuments(2 * (PEOPLE - 1));
        assertThat(elasticsearch("GET", "/activity/_search?q=views:2", "").body())
                .contains("user-0|day", "user-1|hour");
    }

    @Test
    void oneAtATimeAndNoneThatIsCancelledServes() {
        var lease = await().until(() -> leases.take(Duration.ofMinutes(1)), Optional::isPresent)
                .orElseThrow();
        String before = targets.all().getFirst().index();
        JsonNode first = service.post(ROUTE, admin()).body();
        assertThat(service.post(ROUTE, admin()).body().path("id")).isEqualTo(first.path("id"));
        upkeep.workOn(targets.all().getLast());

        HttpRequest cancel = service.request(ROUTE, admin()).DELETE().build();
        assertThat(service.send(cancel).body().path("cancelledBy").asText()).isEqualTo("root");

        leases.giveBack(lease);
        assertThat(awaitState("cancelled").path("state").asText()).isEqualTo("cancelled");
        await("the end of the new index")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        targets.all().size() == 1 && status(first.path("index").asText()) == 404);
        assertThat(targets.all().getFirst().index()).isEqualTo(before);
        assertThat(documents()).isEqualTo(2 * PEOPLE);
    }

    @Test
    void anIndexThatTakesNoActivityIsGivenUp() {
        var lease = await().until(() -> leases.take(Duration.ofMinutes(1)), Optional::isPresent)
                .orElseThrow();
        String index = service.post(ROUTE, admin()).body().path("index").asText();
        elasticsearch("PUT", "/" + index, "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{}}}");

        leases.giveBack(lease);

        assertThat(awaitState("failed").path("failure").asText()).isEqualTo("strict_dynamic_mapping_exception");
        await("the end of the new index").atMost(Duration.ofSeconds(20)).until(() -> status(index) == 404);
        assertThat(documents()).isEqualTo(2 * PEOPLE);
    }
}
