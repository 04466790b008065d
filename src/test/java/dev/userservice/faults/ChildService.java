package dev.userservice.faults;

import static org.awaitility.Awaitility.await;

import dev.demo.Application;
import dev.localservers.FreePort;
import dev.userservice.HttpExchange;
import dev.userservice.Service;
import dev.userservice.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The service, or the Auth Service, as a process of its own, which can be killed. */
final class ChildService implements AutoCloseable {

    private final Application application;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = FreePort.find();
    private final int managementPort = FreePort.find();
    private final Path output;
    private Process process;

    ChildService(String databaseUrl, String elasticsearchUrl) {
        this(Application.USER_SERVICE, databaseUrl);
        environment.put("ELASTICSEARCH_URL", elasticsearchUrl);
        environment.put("AUTH_SERVICE_URL", "http://localhost:1");
        environment.put("USERSERVICE_SEARCH_HISTORY_ONTHEWAY", "4s");
    }

    private ChildService(Application application, String databaseUrl) {
        this.application = application;
        try {
            output = Files.createTempFile(Path.of("target"), "child-service-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put("DATABASE_URL", databaseUrl);
        environment.put("USER_SERVICE_WEBHOOK_SECRET", ServiceTest.SECRET);
        environment.put("RATE_LIMITS", "0");
    }

    /** The Auth Service of this user service, which it makes known to it. */
    static ChildService authServiceOf(ChildService userService, String serviceToken) {
        ChildService authService =
                new ChildService(Application.AUTH_SERVICE, userService.environment.get("DATABASE_URL"));
        String url = "http://localhost:" + authService.port;
        userService.with("AUTH_SERVICE_URL", url).with("AUTH_SERVICE_TOKEN", serviceToken);
        return authService
                // what its sender took along when it was killed, or could not deliver, comes again while tests still
                // wait
                .with("AUTHSERVICE_DELIVERY_TIMEOUT", "4s")
                .with("AUTHSERVICE_DELIVERY_LEASE", "8s")
                .with("AUTHSERVICE_DELIVERY_RETRIES", "5s,5s,5s,5s,5s")
                .with("AUTH_TOKEN_ISSUER", url)
                .with("INTERNAL_TOKEN", serviceToken)
                .with("USER_SERVICE_URL", "http://localhost:" + userService.port);
    }

    ChildService with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts the process without waiting for it. */
    Process launch() {
        ProcessBuilder command = new ProcessBuilder(ChildImage.command(application));
        command.environment().clear();
        command.environment().putAll(environment);
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        try {
            process = command.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChildService start() {
        if (application == Application.USER_SERVICE) {
            ChildImage.learn(environment);
        }
        launch();
        await("readiness, see " + output).atMost(Duration.ofSeconds(90)).until(() -> isReady() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("The service ended while it started:\n" + output());
        }
        return this;
    }

    private boolean isReady() {
        try {
            return operations("/actuator/health/readiness").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    HttpResponse<String> operations(String path) {
        URI uri = URI.create("http://localhost:" + managementPort + path);
        return HttpExchange.send(HttpRequest.newBuilder(uri).build());
    }

    /** The first of its metrics that begins like this. */
    double metric(String beginning) {
        return operations("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }

    long count(String sql) {
        return query(sql, row -> {
            row.next();
            return row.getLong(1);
        });
    }

    /** A text and a number from each row. */
    Map<String, Long> numbers(String sql) {
        return query(sql, row -> {
            Map<String, Long> numbers = new HashMap<>();
            while (row.next()) {
                numbers.put(row.getString(1), row.getLong(2));
            }
            return numbers;
        });
    }

    /** Two texts from each row. */
    Map<String, String> texts(String sql) {
        return query(sql, row -> {
            Map<String, String> texts = new TreeMap<>();
            while (row.next()) {
                texts.put(row.getString(1), row.getString(2));
            }
            return texts;
        });
    }

    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Reader<T> reader) {
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            return reader.read(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its database, past it. */
    Connection connect() throws SQLException {
        URI database = URI.create(environment.get("DATABASE_URL"));
        String[] credentials = database.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath(),
                credentials[0],
                credentials[1]);
    }

    int port() {
        return port;
    }

    Service service() {
        return new Service(port, ServiceTest.SECRET);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing in the process gets to do anything more. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM; whether the process ended by itself in time. */
    boolean stop(Duration time) throws InterruptedException {
        process.destroy();
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
