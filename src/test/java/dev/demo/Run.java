package dev.demo;

import static org.awaitility.Awaitility.await;

import dev.localservers.Lifetime;
import dev.localservers.LocalServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Runs the service on this machine with everything it needs, and with people to find: {@code make run}. */
final class Run {

    // for this machine only; its bytes spell "development-only-secret!"
    private static final String DEVELOPMENT_SECRET = "whsec_ZGV2ZWxvcG1lbnQtb25seS1zZWNyZXQh";
    private static final Duration INDEXING_TIMEOUT = Duration.ofSeconds(60);

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
            Run run = new Run(Ports.free(environment), secret.isBlank() ? DEVELOPMENT_SECRET : secret);
            System.exit(run.untilStopped());
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private int untilStopped() throws IOException, InterruptedException {
        say("Starting Postgres and Elasticsearch ...");
        try (LocalServers servers = LocalServers.start(Path.of(".local", "run"), Lifetime.KEPT);
                TokenIssuer issuer = TokenIssuer.start(ports.issuer());
                ServiceProcess service = start(environment(servers, issuer))) {
            // Spring runs the latest handler first: the service ends before the servers it works with
            SpringApplication.getShutdownHandlers().add(service::close);
            Instant now = Instant.now();
            issuer.serve(AnalyticsSink.PATH, new AnalyticsSink());
            issuer.serve(UserListing.PATH, UserListing.of(DemoUsers.webhooks(now)));
            service.awaitReady(management("/actuator/health/readiness"));
            fill(new UserDatabase(servers.databaseUrl()), now);
            say(welcome(issuer));
            return service.awaitExit();
        }
    }

    private static ServiceProcess start(Map<String, String> environment) throws IOException {
        say("Starting the User Service ...");
        return ServiceProcess.start(environment);
    }

    private Map<String, String> environment(LocalServers servers, TokenIssuer issuer) {
        return Map.of(
                "PORT", Integer.toString(ports.service()),
                "MANAGEMENT_PORT", Integer.toString(ports.management()),
                "DATABASE_URL", servers.databaseUrl(),
                "ELASTICSEARCH_URL", servers.elasticsearchUrl(),
                "AUTH_SERVICE_URL", issuer.url().toString(),
                "USER_SERVICE_WEBHOOK_SECRET", secret);
    }

    private void fill(UserDatabase database, Instant now) {
        if (!database.hasUsers()) {
            say("Sending demo users ...");
            say(new DemoDelivery(new WebhookClient(service(""), secret)).send(DemoUsers.webhooks(now)));
            awaitIndexed(database);
        }
    }

    private static void awaitIndexed(UserDatabase database) {
        try {
            await().atMost(INDEXING_TIMEOUT).until(() -> !database.hasQueue());
        } catch (ConditionTimeoutException e) {
            say("They are not all in the index yet; the health page says more");
        }
    }

    private String welcome(TokenIssuer issuer) {
        return """

                User Service is running.

                  API docs     %1$s/swagger-ui.html
                  Health       %2$s/actuator/health
                  Metrics      %2$s/actuator/prometheus
                  Admin token  curl '%3$s/dev/token?role=ADMIN&subject=demo-admin'

                Try it:
                  curl '%1$s/api/search/influencers?q=travel+anna'

                Ctrl-C stops everything. The data stays in .local/run; delete that folder to start over.
                """.formatted(service(""), management(""), issuer.url());
    }

    private URI service(String path) {
        return URI.create("http://localhost:" + ports.service() + path);
    }

    private URI management(String path) {
        return URI.create("http://localhost:" + ports.management() + path);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
