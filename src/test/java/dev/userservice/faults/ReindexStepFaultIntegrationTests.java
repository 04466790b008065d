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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service is killed right when a run has done all of a step and is about to say so: the step is done again. */
@EnabledIf(
        value = "dev.localservers.ServerCache#hasElasticsearch",
        disabledReason = "only a local Elasticsearch is free of other services' indexes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReindexStepFaultIntegrationTests {

    private static final int USERS = 300;

    private final LocalElasticsearch elasticsearch = LocalElasticsearch.start(Path.of(".local", "test"));
    private final FakeAuthService authService = FakeAuthService.start();
    private final Operator operator = new Operator(authService, elasticsearch.url());
    private ChildService child;

    @BeforeAll
    void start() throws SQLException {
        String database = SharedServers.get().freshDatabaseUrl("reindex_step_tests");
        child = new ChildService(database, elasticsearch.url())
                .with("AUTH_SERVICE_URL", authService.url())
                .with("DRIFT_RATE", "0")
                .with("USERSERVICE_REINDEXING_LEASE", "2s")
                .with("USERSERVICE_REINDEXING_RENEWAL", "500ms")
                .with("USERSERVICE_REINDEXING_REHEARSAL_USERS", "2")
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
                    """);
        }
    }

    @AfterAll
    void stop() {
        child.close();
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
            statement.execute("DELETE FROM stop_at");
            statement.execute("INSERT INTO stop_at VALUES ('" + state + "')");
            statement.execute("SELECT pg_advisory_lock(4711)");
            run = admin("POST", "/admin/reindex", "{\"force\":true,\"keepOld\":\"PT1H\"}")
                    .header("Location");
            await("the end of the step before " + state)
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> child.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                                    + " AND objid = 4711")
                            == 1);
            child.kill();
            statement.execute("DELETE FROM stop_at");
        }

        child.start();
        child.service().userDeleted("{\"userId\":\"user-%d\",\"version\":9}".formatted(state.length()));
        child.service().userUpdated(TestUsers.influencer("user-100", Map.of("version", 10 + state.length())));

        await("the end of the run")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> stateOf(run).equals("kept"));
        awaitQuiet();
        JsonNode told = admin("GET", run, "").body();
        assertThat(told.path("steps").findValuesAsText("name"))
                .containsExactly("planned", "building", "catching_up", "verifying", "ready", "switched", "kept");
        assertThat(operator.alias()).isEqualTo(told.path("newIndex").asText());
        assertThat(operator.documents(told.path("newIndex").asText())).isEqualTo(rows());
        assertThat(operator.documents(told.path("oldIndex").asText())).isEqualTo(rows());
    }

    private String stateOf(String run) {
        String state = admin("GET", run, "").body().path("state").asText();
        assertThat(state).isNotEqualTo("failed");
        return state;
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
