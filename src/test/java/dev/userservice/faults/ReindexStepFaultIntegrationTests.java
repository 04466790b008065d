package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.LocalElasticsearch;
import dev.localservers.SharedServers;
import dev.userservice.FakeAuthService;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service is killed right when a run has done all of a step and is about to say so: the step is done again. And it is
 * slowed down by those who wait for answers.
 */
@EnabledIf(
        value = "dev.localservers.ServerCache#hasElasticsearch",
        disabledReason = "only a local Elasticsearch is free of other services' indexes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReindexStepFaultIntegrationTests {

    private static final int USERS = 300;
    private static final int LOOKED_AT = 30;
    private static final int BATCH = 5;
    private static final String ACTIVITY = "/admin/activity/rebuild";

    private final LocalElasticsearch elasticsearch = LocalElasticsearch.start(Path.of(".local", "test"));
    private final FakeAuthService authService = FakeAuthService.start();
    private final Operator operator = new Operator(authService, elasticsearch.url());
    private final Detour way = new Detour(elasticsearch.url());
    private ChildService child;

    @BeforeAll
    void start() throws SQLException {
        String database = SharedServers.get().freshDatabaseUrl("reindex_step_tests");
        child = new ChildService(database, way.url())
                .with("AUTH_SERVICE_URL", authService.url())
                .with("DRIFT_RATE", "0")
                .with("USERSERVICE_REINDEXING_LEASE", "2s")
                .with("USERSERVICE_REINDEXING_RENEWAL", "500ms")
                // what a trial finds is looked at elsewhere; here it only has to be passed
                .with("USERSERVICE_REINDEXING_REHEARSAL_USERS", "2")
                .with("USERSERVICE_REINDEXING_THRESHOLDS_LATENCYRATIO", "100")
                .with("USERSERVICE_REINDEXING_SLOWEST", "9")
                .with("USERSERVICE_REINDEXING_LATENCYFLOOR", "120ms")
                .with("USERSERVICE_ANALYTICS_ACTIVITY_BATCHSIZE", Integer.toString(BATCH))
                .with("USERSERVICE_ANALYTICS_ACTIVITY_CARRYINTERVAL", "1s")
                .with("USERSERVICE_ANALYTICS_ACTIVITY_LEASE", "2s")
                .start();
        for (int number = 0; number < USERS; number++) {
            child.service().userCreated(TestUsers.influencer("user-" + number, Map.of("version", 1)));
        }
        try (Connection connection = child.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE stop_at (state text NOT NULL);
                    CREATE FUNCTION stop_at() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        IF NEW.lifecycle ->> 'state' <> OLD.lifecycle ->> 'state'
                           AND EXISTS (SELECT FROM stop_at s WHERE s.state = NEW.lifecycle ->> 'state') THEN
                            PERFORM pg_advisory_xact_lock(4711);
                        END IF;
                        RETURN NEW;
                    END $$;
                    CREATE TRIGGER stop_at BEFORE UPDATE ON reindex_run FOR EACH ROW EXECUTE FUNCTION stop_at();
                    CREATE FUNCTION stop_in_the_middle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        IF NEW.state = 'FILLING' AND NEW.written BETWEEN 11 AND 20
                           AND EXISTS (SELECT FROM stop_at s WHERE s.state = 'activity') THEN
                            PERFORM pg_advisory_xact_lock(4711);
                        END IF;
                        RETURN NEW;
                    END $$;
                    CREATE TRIGGER stop_at BEFORE UPDATE ON activity_index
                        FOR EACH ROW EXECUTE FUNCTION stop_in_the_middle();
                    """);
        }
        lookAtSome();
    }

    @AfterAll
    void stop() {
        child.close();
        way.close();
        authService.close();
        elasticsearch.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"building", "catching_up", "verifying", "switched", "kept"})
    void whatWasDoneButNotSaidIsDoneAgain(String state) throws SQLException {
        awaitQuiet();
        String run;
        try (Connection connection = child.connect();
                Statement statement = connection.createStatement()) {
            stopAt(state, statement);
            run = admin("POST", "/admin/reindex", "{\"force\":true,\"keepOld\":\"PT1H\"}")
                    .header("Location");
            awaitStopped();
            child.kill();
            statement.execute("DELETE FROM stop_at");
        }

        child.start();
        child.service().userDeleted("{\"userId\":\"user-%d\",\"version\":9}".formatted(state.length()));
        child.service().userUpdated(TestUsers.influencer("user-100", Map.of("version", 10 + state.length())));

        await("the end of the run")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> notFailed(run), told -> told.path("state").asText().equals("kept"));
        awaitQuiet();
        JsonNode told = admin("GET", run, "").body();
        assertThat(told.path("steps").findValuesAsText("name"))
                .containsExactly("planned", "building", "catching_up", "verifying", "ready", "switched", "kept");
        assertThat(operator.alias()).isEqualTo(told.path("newIndex").asText());
        assertThat(operator.documents(told.path("newIndex").asText())).isEqualTo(rows());
        assertThat(operator.documents(told.path("oldIndex").asText())).isEqualTo(rows());
    }

    @Test
    void aRebuildOfTheActivityIndexThatIsKilledInTheMiddleGoesOnAndEndsComplete() throws SQLException {
        String index;
        try (Connection connection = child.connect();
                Statement statement = connection.createStatement()) {
            stopAt("activity", statement);
            index = operator.order(child, ACTIVITY, "").body().path("index").asText();
            awaitStopped();
            assertThat(activity().path("written").asInt()).isEqualTo(2 * BATCH);
            child.kill();
            // nobody is left to be told
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE objid = 4711 AND NOT granted");
            statement.execute("DELETE FROM stop_at");
        }

        child.start();
        lookAtSome();

        awaitActivity("completed");
        assertThat(activity().path("index").asText()).isEqualTo(index);
        await("all views")
                .atMost(Duration.ofSeconds(20))
                .until(() -> operator.views()
                        .equals(child.numbers("SELECT user_id, sum(views) FROM user_activity GROUP BY user_id")));
        assertThat(operator.views()).hasSize(LOOKED_AT);
    }

    @Test
    void slowSearchesHoldRebuildsBackUntilTheyAreQuickAgain() {
        awaitQuiet();
        String run = operator.order(
                        child, "/admin/reindex", "{\"force\":true,\"batchSize\":1,\"maxDocumentsPerSecond\":10}")
                .header("Location");
        // searches of a service that has just started would be taken for as slow as usual before it is filled
        awaitThrottledBy(run, "limit");
        AtomicBoolean searching = new AtomicBoolean(true);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int person = 0; person < 2; person++) {
                people.execute(() -> {
                    while (searching.get()) {
                        child.service().search("anna");
                    }
                });
            }
            try {
                way.slowDownSearches(Duration.ofMillis(300));
                awaitThrottledBy(run, "search latency");
                operator.order(child, ACTIVITY, "");
                await("an activity index that is filled slowly")
                        .during(Duration.ofMillis(1_500))
                        .atMost(Duration.ofSeconds(3))
                        .until(() -> activity().path("state").asText().equals("running"));

                way.slowDownSearches(Duration.ZERO);

                awaitActivity("completed");
                awaitThrottledBy(run, "limit");
            } finally {
                way.slowDownSearches(Duration.ZERO);
                searching.set(false);
                operator.ask(child, "POST", run + "/cancel", "");
            }
        }
    }

    private void awaitThrottledBy(String run, String reason) {
        await("a rebuild slowed down by " + reason)
                .atMost(Duration.ofSeconds(25))
                .until(() -> {
                    JsonNode told = admin("GET", run, "").body();
                    assertThat(told.path("state").asText()).as("%s", told).isIn("planned", "building");
                    return told.path("throttledBy").asText().equals(reason);
                });
    }

    private JsonNode activity() {
        return admin("GET", ACTIVITY, "").body();
    }

    private void awaitActivity(String state) {
        await("a rebuild of activity that is " + state)
                .atMost(Duration.ofSeconds(30))
                .until(() -> activity().path("state").asText().equals(state));
    }

    /** An hour of activity for some of those whom no test deletes. */
    private void lookAtSome() {
        long views = child.count("SELECT coalesce(sum(views), 0) FROM user_activity");
        IntStream.range(10, 10 + LOOKED_AT)
                .forEach(n -> child.service()
                        .get("/public/users/user-" + n, "User-Agent", "Mozilla/5.0 Firefox/" + System.nanoTime()));
        await("views")
                .atMost(Duration.ofSeconds(20))
                .until(() -> child.count("SELECT coalesce(sum(views), 0) FROM user_activity") == views + LOOKED_AT);
    }

    private static void stopAt(String state, Statement statement) throws SQLException {
        statement.execute("DELETE FROM stop_at");
        statement.execute("INSERT INTO stop_at VALUES ('" + state + "')");
        statement.execute("SELECT pg_advisory_lock(4711)");
    }

    private void awaitStopped() {
        await("the end of the step")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> child.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                                + " AND objid = 4711")
                        == 1);
    }

    private JsonNode notFailed(String run) {
        JsonNode told = admin("GET", run, "").body();
        assertThat(told.path("state").asText()).as("%s", told).isNotEqualTo("failed");
        return told;
    }

    private void awaitQuiet() {
        await("an empty queue")
                .atMost(Duration.ofSeconds(30))
                .until(() -> child.count("SELECT count(*) FROM index_queue") == 0);
    }

    private Map<String, Long> rows() {
        return child.numbers("SELECT id, revision FROM user_cache WHERE deleted_at IS NULL");
    }

    private Answer admin(String method, String path, String body) {
        return operator.ask(child, method, path, body);
    }
}
