package dev.userservice;

import static org.awaitility.Awaitility.await;

import dev.demo.TokenIssuer;
import dev.localservers.SharedServers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** A clean service before each test, and eyes on both of its stores. */
@ServiceTest
public abstract class AbstractServiceTests {

    private static final List<String> TABLES = List.of(
            "user_cache",
            "webhook_inbox",
            "search_erasure",
            "index_queue",
            "search_history",
            "search_trend",
            "sync_run, sync_run_missing",
            "drift_finding",
            "drift_pass",
            "user_analytics",
            "user_activity",
            "user_viewers",
            "recent_view",
            "activity_erasure",
            "favorite",
            "favorite_erasure",
            "recommendation_dismissal",
            "trending_list, trending_place, trending_past",
            "write_target_refusal",
            "reindex_run",
            "reindex_audit",
            "index_rewrite");

    @Autowired
    protected JdbcClient database;

    @LocalManagementPort
    protected int managementPort;

    protected Service service;

    @LocalServerPort
    private int port;

    @Autowired
    private List<ScheduledTaskHolder> schedules;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @BeforeEach
    void startClean() {
        service = new Service(port, ServiceTest.SECRET);
        authService().reset();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        finishWriting();
        // one by one: whoever holds one table of many and waits for the next can meet a worker on its way back
        TABLES.forEach(table -> database.sql("TRUNCATE " + table).update());
        database.sql("DELETE FROM write_target WHERE NOT serving").update();
        database.sql("UPDATE analytics_feed SET batch_id = NULL, batch_end = NULL, batch_at = NULL, attempts = 0")
                .update();
        // a deletion by query counts as a version of its own, which the next must not equal
        for (String versions : List.of("revision", "analytics_change")) {
            database.sql("SELECT setval('%1$s', nextval('%1$s') + 1000)".formatted(versions))
                    .query(Long.class)
                    .single();
        }
        awaitIndex();
        elasticsearch("POST", "/users/_refresh", "");
        elasticsearch(
                "POST", "/users/_delete_by_query?refresh=true&conflicts=proceed", "{\"query\":{\"match_all\":{}}}");
        elasticsearch("POST", "/activity/_refresh", "");
        elasticsearch(
                "POST", "/activity/_delete_by_query?refresh=true&conflicts=proceed", "{\"query\":{\"match_all\":{}}}");
    }

    // searches and counts of the test before may still wait to be written
    private void finishWriting() {
        schedules.stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(ScheduledTask::getTask)
                .filter(task -> task.toString().endsWith(".flush"))
                .forEach(task -> task.getRunnable().run());
    }

    private static void awaitIndex() {
        await("the indices")
                .atMost(Duration.ofSeconds(30))
                .until(() -> elasticsearch("GET", "/_alias/users", "").statusCode() == 200
                        && elasticsearch("GET", "/_alias/activity", "").statusCode() == 200);
    }

    /** Waits until nothing is left to index, and makes it searchable. */
    protected void awaitIndexed() {
        await("an empty queue")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count("SELECT count(*) FROM index_queue WHERE quarantined IS NULL") == 0);
        elasticsearch("POST", "/users/_refresh", "");
    }

    protected long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    /** Every row of every table as one text, to search it for what must not be there. */
    protected String everythingInTheDatabase() {
        return database
                .sql("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
                .query(String.class)
                .list()
                .stream()
                .flatMap(table ->
                        database.sql("SELECT t::text FROM " + table + " t").query(String.class).list().stream())
                .collect(Collectors.joining(" "));
    }

    protected static HttpResponse<String> elasticsearch(String method, String path, String body) {
        return ElasticsearchRequests.send(SharedServers.get().elasticsearchUrl(), method, path, body);
    }

    protected static FakeAuthService authService() {
        return ServiceTest.Environment.AUTH_SERVICE;
    }

    protected static TokenIssuer issuer() {
        return authService().issuer();
    }

    protected static String token(String subject, String... roles) {
        return "Bearer " + issuer().token(subject, roles);
    }
}
