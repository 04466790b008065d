package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.SharedServers;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.FakeAuthService;
import dev.userservice.Service;
import dev.userservice.faults.Scenario.Delivery;
import dev.userservice.faults.Scenario.Event;
import dev.userservice.faults.Scenario.Pull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any permutation of duplicate, late and reordered deliveries, sent to two instances at once with full reads in
 * between, ends in the state of delivery in order and once, in Postgres and in the index.
 */
class PermutationIntegrationTests {

    private static final FakeAuthService authService = FakeAuthService.start();
    private static final Map<String, String> expected = new TreeMap<>();
    private static final List<ChildService> children = new ArrayList<>();
    private static int tries;

    @BeforeContainer
    static void start() {
        String database = SharedServers.get().freshDatabaseUrl("permutation_tests");
        for (int instance = 0; instance < 2; instance++) {
            children.add(new ChildService(database, SharedServers.get().elasticsearchUrl())
                    .with("AUTH_SERVICE_URL", authService.url())
                    .with("SYNC_DELETE_CAP", "100")
                    .with("USERSERVICE_PULL_PAGESIZE", "7")
                    .with("USERSERVICE_PULL_POLLINTERVAL", "50ms")
                    .start());
        }
    }

    @AfterContainer
    static void stop() {
        children.forEach(ChildService::close);
        authService.close();
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        Arbitrary<History> history = Combinators.combine(
                        Arbitraries.of(History.State.class).list().ofMinSize(1).ofMaxSize(5),
                        Arbitraries.of(true, false))
                .as(History::new);
        return history.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .flatMap(histories -> Combinators.combine(
                                events(histories), Arbitraries.integers().between(1, 8))
                        .as((events, connections) -> new Scenario(histories, events, connections)));
    }

    /** Every change at least once, some more often, some full reads, in any order. */
    private static Arbitrary<List<Event>> events(List<History> histories) {
        List<Event> once = new ArrayList<>();
        for (int user = 0; user < histories.size(); user++) {
            for (int version = 1; version <= histories.get(user).versions(); version++) {
                once.add(new Delivery(user, version, 0));
            }
        }
        Arbitrary<List<Event>> again = Combinators.combine(
                        Arbitraries.of(once), Arbitraries.integers().between(1, 2))
                .as(PermutationIntegrationTests::repeated)
                .list()
                .ofMaxSize(2 * once.size());
        Arbitrary<List<Event>> pulls =
                Arbitraries.<Event>just(new Pull()).list().ofMaxSize(3);
        return Combinators.combine(again, pulls)
                .as((repeated, asked) -> {
                    List<Event> all = new ArrayList<>(once);
                    all.addAll(repeated);
                    all.addAll(asked);
                    return all;
                })
                .flatMap(Arbitraries::shuffle);
    }

    private static Event repeated(Event event, int attempt) {
        return event instanceof Delivery(int user, int version, int _) ? new Delivery(user, version, attempt) : event;
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void anyPermutationEndsInTheStateOfDeliveryInOrderAndOnce(@ForAll("scenarios") Scenario scenario) {
        String prefix = "t" + tries++ + "-";
        for (int user = 0; user < scenario.histories().size(); user++) {
            History history = scenario.histories().get(user);
            expected.put(prefix + user, history.end());
            history.atTheSource(prefix + user).ifPresent(authService.users()::put);
        }

        List<Service> services = children.stream().map(ChildService::service).toList();
        assertThat(scenario.send(
                        services, prefix, "Bearer " + authService.issuer().token("root", "ADMIN")))
                .isSubsetOf(200, 202, 409);

        awaitQuiet();
        assertThat(rows("CASE WHEN deleted_at IS NULL THEN concat(status, ' ', bio) ELSE 'deleted' END"))
                .isEqualTo(expected);
        assertThat(documents())
                .isEqualTo(children.getFirst()
                        .texts("SELECT id, concat(revision, ' ', bio) FROM user_cache WHERE deleted_at IS NULL"));
    }

    private static Map<String, String> rows(String shown) {
        return children.getFirst().texts("SELECT id, " + shown + " FROM user_cache");
    }

    private static void awaitQuiet() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> children.getFirst().count("""
                                SELECT (SELECT count(*) FROM index_queue)
                                     + (SELECT count(*) FROM sync_run WHERE state IN ('running', 'waiting'))
                                """) == 0);
    }

    // only of these users: other tests may have left theirs
    private static Map<String, String> documents() {
        String url = SharedServers.get().elasticsearchUrl();
        ElasticsearchRequests.send(url, "POST", "/users/_refresh", "");
        String ids = expected.keySet().stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        String query = "{\"size\":10000,\"version\":true,\"query\":{\"ids\":{\"values\":" + ids + "}}}";
        JsonNode hits = ElasticsearchRequests.sendForJson(url, "POST", "/users/_search", query)
                .at("/hits/hits");
        Map<String, String> documents = new TreeMap<>();
        hits.forEach(hit -> documents.put(
                hit.path("_id").asText(),
                hit.path("_version").asText() + " " + hit.at("/_source/bio").asText()));
        return documents;
    }
}
