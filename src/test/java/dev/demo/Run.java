package dev.demo;

import static org.awaitility.Awaitility.await;

import dev.localservers.GatewaySettings;
import dev.localservers.Lifetime;
import dev.localservers.LocalNginx;
import dev.localservers.LocalServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Runs the whole system on this machine, with people to find: {@code make run}. */
final class Run {

    // both for this machine only; the bytes of the first spell "development-only-secret!"
    private static final String DEVELOPMENT_SECRET = "whsec_ZGV2ZWxvcG1lbnQtb25seS1zZWNyZXQh";
    private static final String SERVICE_TOKEN = "development-only-token";
    private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(2);
    private static final Path FOLDER = Path.of(".local", "run");
    private static final Path GATEWAY_FOLDER = FOLDER.resolve("gateway");

    private final Ports ports;
    private final String secret;

    private Run(Ports ports, String secret) {
        this.ports = ports;
        this.secret = secret;
    }

    public static void main(String[] arguments) throws Exception {
        LoggingSystem.get(Run.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        try {
            Map<String, String> environment = System.getenv();
            String secret = environment.getOrDefault("USER_SERVICE_WEBHOOK_SECRET", "");
            LocalServers.endLeftovers(FOLDER);
            LocalServers.endLeftovers(GATEWAY_FOLDER);
            new Run(Ports.free(environment), secret.isBlank() ? DEVELOPMENT_SECRET : secret).untilStopped();
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void untilStopped() throws InterruptedException, IOException {
        // what is compiled meanwhile must not come under services that run
        Image image = Image.make(
                FOLDER.resolve("image"), List.of(Path.of("target", "classes"), Path.of("target", "test-classes")));
        say("Starting Postgres and Elasticsearch ...");
        try (LocalServers servers = LocalServers.start(FOLDER, Lifetime.KEPT);
                Supervised authService = Supervised.start(Application.AUTH_SERVICE, authService(servers), image);
                Supervised userService = Supervised.start(Application.USER_SERVICE, userService(servers), image)) {
            // Spring runs the latest handler first: the services end before the servers they work with
            SpringApplication.getShutdownHandlers().add(userService::close);
            SpringApplication.getShutdownHandlers().add(authService::close);
            authService.awaitReady(local(ports.authManagement(), "/actuator/health/readiness"));
            userService.awaitReady(local(ports.management(), "/actuator/health/readiness"));
            fill(new UserDatabase(servers.databaseUrl()));
            Optional<SupervisedGateway> gateway = startGateway();
            say(new Welcome(ports, gateway.map(SupervisedGateway::pid), userService.pid(), authService.pid(), servers)
                    .text());
            new CountDownLatch(1).await();
        }
    }

    private Map<String, String> authService(LocalServers servers) {
        return Map.of(
                "PORT", Integer.toString(ports.authService()),
                "MANAGEMENT_PORT", Integer.toString(ports.authManagement()),
                "DATABASE_URL", servers.databaseUrl(),
                "USER_SERVICE_URL", local(ports.service(), "").toString(),
                "USER_SERVICE_WEBHOOK_SECRET", secret,
                "INTERNAL_TOKEN", SERVICE_TOKEN,
                "AUTH_TOKEN_ISSUER", local(ports.authService(), "").toString(),
                // whoever tries things out logs in more often than people do
                "LOGIN_LIMIT", "600");
    }

    private Map<String, String> userService(LocalServers servers) {
        return Map.of(
                // as they are in this checkout, so that a changed one is seen
                "USERSERVICE_INDEXING_MAPPINGS",
                        Path.of("es-mappings").toAbsolutePath().toString(),
                "PORT", Integer.toString(ports.service()),
                "MANAGEMENT_PORT", Integer.toString(ports.management()),
                "DATABASE_URL", servers.databaseUrl(),
                "ELASTICSEARCH_URL", servers.elasticsearchUrl(),
                "AUTH_SERVICE_URL", local(ports.authService(), "").toString(),
                "AUTH_SERVICE_TOKEN", SERVICE_TOKEN,
                "USER_SERVICE_WEBHOOK_SECRET", secret);
    }

    private Optional<SupervisedGateway> startGateway() {
        if (!LocalNginx.isInstalled()) {
            return Optional.empty();
        }
        try {
            SupervisedGateway gateway = SupervisedGateway.start(
                    GATEWAY_FOLDER,
                    Lifetime.KEPT,
                    GatewaySettings.of(ports.gateway(), List.of(ports.service()), List.of(ports.authService())));
            SpringApplication.getShutdownHandlers().add(gateway::close);
            return Optional.of(gateway);
        } catch (IllegalStateException | UncheckedIOException e) {
            say("The services do without a gateway: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void fill(UserDatabase database) {
        var demo = new DemoImport(local(ports.authService(), ""), SERVICE_TOKEN);
        if (demo.isNeeded()) {
            say("Registering demo users ...");
            say(demo.run());
            awaitIndexed(database);
        }
    }

    private static void awaitIndexed(UserDatabase database) {
        try {
            await().atMost(DELIVERY_TIMEOUT).until(() -> database.users() >= DemoUsers.COUNT && !database.hasQueue());
        } catch (ConditionTimeoutException e) {
            say("They are not all in the index yet; the health pages say more");
        }
    }

    private static URI local(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
