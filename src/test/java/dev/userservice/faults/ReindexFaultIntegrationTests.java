package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.localservers.LocalElasticsearch;
import dev.localservers.SharedServers;
import dev.userservice.FakeAuthService;
import dev.userservice.Service.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** An index is rebuilt under load while processes die: nobody is lost, nobody is revived, no search notices. */
@EnabledIf(
        value = "dev.localservers.ServerCache#hasElasticsearch",
        disabledReason = "only a local Elasticsearch can be killed; make test fetches one where there is no other")
class ReindexFaultIntegrationTests {

    private static final int USERS = 30_000;
    private static final String OLD = "users-000001";
    private static final String NEW = "users-000002";

    private final long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
    private final Random random = new Random(seed);
    private LocalElasticsearch elasticsearch;
    private FakeAuthService authService;
    private Operator operator;
    private ChildService one;
    private ChildService other;

    @BeforeEach
    void start() throws Exception {
        elasticsearch = LocalElasticsearch.start(Path.of(".local", "test"));
        authService = FakeAuthService.start();
        operator = new Operator(authService, elasticsearch.url());
        String database = SharedServers.get().freshDatabaseUrl("reindex_fault_tests");
        one = instance(database).start();
        fill(database);
        other = instance(database).start();
        await("everybody in the old index")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> one.count("SELECT count(*) FROM index_queue") == 0);
    }

    private ChildService instance(String database) {
        return new ChildService(database, elasticsearch.url())
                .with("AUTH_SERVICE_URL", authService.url())
                .with("DRIFT_RATE", "0")
                .with("USERSERVICE_REINDEXING_LEASE", "3s")
                .with("USERSERVICE_REINDEXING_RENEWAL", "1s")
                .with("USERSERVICE_REINDEXING_SLOWEST", "1000")
                // what a trial finds is looked at elsewhere; here it only has to be passed
                .with("USERSERVICE_REINDEXING_REHEARSAL_SEARCHES", "50")
                .with("USERSERVICE_REINDEXING_REHEARSAL_USERS", "2")
                .with("USERSERVICE_REINDEXING_THRESHOLDS_LATENCYRATIO", "100");
    }

    @AfterEach
    void stop() {
        List.of(one, other).forEach(ChildService::close);
        authService.close();
        elasticsearch.close();
    }

    @Test
    void aRebuildUnderLoadSurvivesKillsAndEndsEqualToPostgresAlsoAfterARollback() {
        // to repeat it: -Dseed=
        System.out.println("seed " + seed);
        List<String> ids =
                List.copyOf(one.numbers("SELECT id, revision FROM user_cache").keySet());
        try (Traffic traffic =
                new Traffic(List.of(one, other), ids.stream().sorted().toList(), random)) {
            traffic.warmUp(100);
            traffic.start(100, 25);
            // on a fast machine it would be over before anything is killed
            String run = accepted("/admin/reindex", "{\"batchSize\":500,\"maxDocumentsPerSecond\":2000,\"force\":true}")
                    .header("Location");

            int first = 500 + random.nextInt(USERS / 2);
            awaitRun(run, "kill of the service", state -> isBeyond(state, first));
            ChildService working = one.output().contains("Run 1 to") ? one : other;
            working.kill();
            working.start();

            int second = first + random.nextInt(USERS - first);
            awaitRun(run, "kill of Elasticsearch", state -> isBeyond(state, second));
            elasticsearch.kill();
            elasticsearch.restart();

            awaitRun(run, "switch", state -> isAt(state, "kept", NEW));
            assertThat(operator.alias()).isEqualTo(NEW);
            assertEqual(traffic, NEW, OLD);

            accepted(run + "/rollback", "{}");
            awaitRun(run, "rollback", state -> isAt(state, "kept", OLD));
            assertThat(operator.alias()).isEqualTo(OLD);
            int before = traffic.written();
            await().atMost(Duration.ofSeconds(30)).until(() -> traffic.written() > before + 400);
            assertEqual(traffic, OLD, NEW);

            accepted(run + "/switch", "{}");
            awaitRun(run, "switch again", state -> isAt(state, "kept", NEW));
            assertThat(operator.alias()).isEqualTo(NEW);
            assertEqual(traffic, NEW, OLD);

            System.out.println(traffic.written() + " written, " + traffic.searched() + " searched");
            assertThat(traffic.failures()).isEmpty();
        }
    }

    private static boolean isBeyond(JsonNode state, int documents) {
        return state.path("done").asInt() >= documents
                || state.path("state").asText().equals("kept");
    }

    private static boolean isAt(JsonNode state, String name, String serving) {
        return state.path("state").asText().equals(name)
                && state.path("servingIndex").asText().equals(serving);
    }

    /** However long it takes: fails when the run is failed, or has not moved for a while. */
    private void awaitRun(String run, String what, Predicate<JsonNode> wanted) {
        Moving moving = new Moving();
        JsonNode last = await(what)
                .atMost(Duration.ofMinutes(10))
                .failFast(() -> moving.check(Duration.ofSeconds(60)))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> moving.seen(notRefused(run, admin("GET", run, "").body())), wanted);
        System.out.printf(
                "%s: %s, %s of %s documents, %s/s on average%n",
                what, last.path("state").asText(), last.path("done"), last.path("total"), last.path("averageRate"));
    }

    private JsonNode notRefused(String run, JsonNode state) {
        if (state.path("state").asText().equals("ready")) {
            throw new AssertionError("The new index is not good enough: "
                    + admin("GET", run + "/report", "").body());
        }
        return state;
    }

    /** Whether a run gets anywhere. */
    private static final class Moving {

        private JsonNode last = MissingNode.getInstance();
        private long since = System.nanoTime();

        JsonNode seen(JsonNode state) {
            assertThat(state.path("state").asText()).as("%s", state).isNotEqualTo("failed");
            if (!state.path("state").equals(last.path("state"))
                    || !state.path("done").equals(last.path("done"))
                    || !state.path("tried").equals(last.path("tried"))) {
                since = System.nanoTime();
                last = state;
            }
            return state;
        }

        void check(Duration longest) {
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .as("time without a move from %s", last)
                    .isLessThan(longest);
        }
    }

    /** With nothing on its way, both indices hold exactly the living users at their revisions. */
    private void assertEqual(Traffic traffic, String... indices) {
        traffic.pause();
        await("an empty queue")
                .atMost(Duration.ofSeconds(60))
                .until(() -> one.count("SELECT count(*) FROM index_queue") == 0);
        Map<String, Long> rows = one.numbers("SELECT id, revision FROM user_cache WHERE deleted_at IS NULL");
        assertThat(one.count("SELECT count(*) FROM user_cache WHERE deleted_at IS NOT NULL"))
                .isPositive();
        for (String index : indices) {
            Map<String, Long> documents = operator.documents(index);
            if (!documents.equals(rows)) {
                Map<String, Long> differing = new HashMap<>(documents);
                differing.entrySet().removeAll(rows.entrySet());
                Map<String, Long> missing = new HashMap<>(rows);
                missing.entrySet().removeAll(documents.entrySet());
                assertThat(List.of(differing, missing))
                        .as("%s: documents that are no rows, rows that are no documents", index)
                        .isEmpty();
            }
        }
        traffic.resume();
    }

    private Answer accepted(String path, String body) {
        return operator.order(asked(), path, body);
    }

    private Answer admin(String method, String path, String body) {
        return operator.ask(asked(), method, path, body);
    }

    private ChildService asked() {
        return isAnswering(one) ? one : other;
    }

    private static boolean isAnswering(ChildService instance) {
        try {
            return instance.operations("/actuator/health/liveness").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void fill(String database) throws Exception {
        URI uri = URI.create(database);
        String[] credentials = uri.getUserInfo().split(":", 2);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(),
                        credentials[0],
                        credentials[1]);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    WITH added AS (
                        INSERT INTO user_cache (id, username, first_name, last_name, bio, location, content_categories,
                               estimated_followers, roles, status, is_active, updated_at, search_score, last_sync_at,
                               source_version, source_time, revision)
                        SELECT md5(n::text), 'handle' || n, 'mira' || %1$d + n %% %1$d,
                               'No' || n, 'Bio of ' || n, 'Berlin', ARRAY['food', 'travel'], n,
                               ARRAY['USER', 'INFLUENCER'], 'ACTIVE', true, now(), 0.5, now(), 1, now(),
                               nextval('revision')
                          FROM generate_series(1, %2$d) AS n
                        RETURNING id, revision)
                    INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                    SELECT id, revision, now(), now() FROM added
                    """.formatted(Traffic.NAMES, USERS));
            // users who come one by one have been looked at by autovacuum, without which Postgres finds nobody in time
            statement.execute("ANALYZE user_cache");
        }
    }
}
