package dev.authservice;

import dev.userservice.HttpExchange;
import dev.userservice.Service.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An Auth Service without accounts before each test, and eyes on its database. */
@AuthServiceTest
public abstract class AbstractAuthTests {

    @Autowired
    protected JdbcClient database;

    @Autowired
    protected TestClock clock;

    @LocalManagementPort
    protected int managementPort;

    @LocalServerPort
    private int port;

    @BeforeEach
    void startClean() {
        clock.reset();
        List<String> tables = database.sql("""
                        SELECT tablename FROM pg_tables
                         WHERE schemaname = 'auth' AND tablename <> 'flyway_schema_history'
                        """).query(String.class).list();
        database.sql("TRUNCATE " + String.join(", ", tables)).update();
    }

    protected String address() {
        return "http://localhost:" + port;
    }

    protected Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    protected Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    /** Any request; a body is JSON unless a header says otherwise. */
    protected Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return Answer.of(HttpExchange.send((headers.length == 0 ? request : request.headers(headers)).build()));
    }

    protected long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
