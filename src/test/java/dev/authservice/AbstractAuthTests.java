package dev.authservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.userservice.HttpExchange;
import dev.userservice.Service.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An Auth Service without accounts before each test, and eyes on its database. */
@AuthServiceTest
public abstract class AbstractAuthTests {

    protected static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger NETWORKS = new AtomicInteger();

    @Autowired
    protected JdbcClient database;

    @Autowired
    protected TestClock clock;

    @Autowired
    protected AccountNews news;

    @Autowired
    private TransactionTemplate transactions;

    @LocalManagementPort
    protected int managementPort;

    @LocalServerPort
    private int port;

    private String network;

    /** Somebody who is logged in. */
    protected record Person(String id, String accessToken, String refreshToken, String sessionId) {

        public static Person of(Answer login) {
            assertThat(login.status()).as(login.body().toString()).isEqualTo(200);
            return new Person(
                    login.body().path("userId").asText(),
                    login.body().path("accessToken").asText(),
                    login.body().path("refreshToken").asText(),
                    login.body().path("sessionId").asText());
        }
    }

    @BeforeEach
    void startClean() {
        clock.reset();
        news.clear();
        int number = NETWORKS.getAndIncrement();
        network = "203.0.%d.%d".formatted(number / 250, 1 + number % 250);
        List<String> tables = database.sql("""
                        SELECT tablename FROM pg_tables
                         WHERE schemaname = 'auth' AND tablename NOT IN ('flyway_schema_history', 'signing_key')
                           AND NOT EXISTS (SELECT FROM pg_constraint
                                            WHERE conrelid = tablename::regclass AND contype = 'f')
                        """).query(String.class).list();
        // one by one: whoever holds one table of many and waits for the next can meet a worker on its way back
        tables.forEach(table -> database.sql("TRUNCATE " + table + " CASCADE").update());
    }

    /** Registers somebody and logs in; roles of staff are given on the quiet. */
    protected Person person(String name, String... staff) {
        Answer registered = register(name, "");
        assertThat(registered.status()).as(registered.body().toString()).isEqualTo(201);
        if (staff.length > 0) {
            database.sql("UPDATE account SET roles = roles || :staff WHERE username = :name")
                    .param("staff", staff)
                    .param("name", name)
                    .update();
        }
        return logIn(name);
    }

    /** Registers {@code <name>@example.com}; more fields begin with a comma. */
    protected Answer register(String name, String more) {
        return post(
                "/api/auth/register",
                "{\"email\": \"%1$s@example.com\", \"username\": \"%1$s\", \"password\": \"%2$s\"%3$s}"
                        .formatted(name, PASSWORD, more));
    }

    protected Person logIn(String name, String... headers) {
        return Person.of(tryToLogIn(name, PASSWORD, headers));
    }

    protected Answer tryToLogIn(String name, String password, String... headers) {
        return post(
                "/api/auth/login",
                "{\"email\": \"%s@example.com\", \"password\": \"%s\"}".formatted(name, password),
                headers);
    }

    protected Answer refresh(Person person) {
        return post("/api/auth/refresh", "{\"refreshToken\": \"" + person.refreshToken() + "\"}");
    }

    /** A request of somebody's own, with the access token. */
    protected Answer as(Person person, String method, String path, String body) {
        return send(method, path, body, "Authorization", "Bearer " + person.accessToken());
    }

    protected Answer as(Person person, String method, String path) {
        return as(person, method, path, null);
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

    /** Any request, from a network that only this test comes from; a body is JSON unless a header says otherwise. */
    protected Answer send(String method, String path, String body, String... headers) {
        return Answer.of(sendRaw(method, path, body, headers));
    }

    /** The answer to a request as it is, JSON or not. */
    protected HttpResponse<String> sendRaw(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (body != null && !all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        if (!all.contains("X-Forwarded-For")) {
            all.addAll(List.of("X-Forwarded-For", network));
        }
        return HttpExchange.send(HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(30))
                .headers(all.toArray(String[]::new))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /** What becomes of actions at once that know an account as it was before this statement, and lock it after that. */
    protected <T> List<T> overtaken(String change, List<Callable<T>> actions) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> begun = transactions.execute(transaction -> {
                database.sql("SELECT id FROM account FOR UPDATE")
                        .query(String.class)
                        .list();
                List<Future<T>> waiting = actions.stream().map(threads::submit).toList();
                await().until(() -> count("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """) == actions.size());
                database.sql(change).update();
                return waiting;
            });
            List<T> results = new ArrayList<>();
            for (Future<T> action : begun) {
                results.add(action.get());
            }
            return results;
        }
    }

    protected long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
