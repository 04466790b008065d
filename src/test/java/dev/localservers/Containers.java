package dev.localservers;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The servers in Docker; data that is to be kept lives in named volumes. */
final class Containers {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private Containers() {}

    static String elasticsearch(Home home) {
        var container = new ElasticsearchContainer("elasticsearch:9.4.3")
                .withEnv("xpack.security.enabled", "false")
                .withEnv("action.auto_create_index", "false")
                .withEnv("cluster.routing.allocation.disk.threshold_enabled", "false")
                .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m");
        start(container, home, "elasticsearch", "/usr/share/elasticsearch/data");
        return "http://" + container.getHttpHostAddress();
    }

    static String postgres(Home home) {
        var container = postgres(home.lifetime());
        start(container, home, "postgres", "/var/lib/postgresql");
        return "postgresql://%s:%s@%s:%s/%s"
                .formatted(
                        container.getUsername(),
                        container.getPassword(),
                        container.getHost(),
                        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                        container.getDatabaseName());
    }

    static PostgreSQLContainer postgres(Lifetime lifetime) {
        return new PostgreSQLContainer("postgres:18.1")
                .withEnv("POSTGRES_INITDB_ARGS", "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
                .withCommand(
                        "postgres",
                        "-c",
                        "fsync=" + (lifetime == Lifetime.KEPT ? "on" : "off"),
                        "-c",
                        "max_connections=200")
                // its log says it twice where there was no data, and once where there was; over the network, where the
                // server that sets the database up does not listen
                .waitingFor(Wait.forSuccessfulCommand("pg_isready --host=127.0.0.1 --username=test --dbname=test"));
    }

    private static void start(GenericContainer<?> container, Home home, String name, String data) {
        volume(home, name)
                .ifPresent(volume -> container.withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withBinds(new Bind(volume, new Volume(data)))));
        // where Docker is elsewhere, nothing of this machine would reach them
        if (container.getHost().equals("localhost")) {
            publishHere(container);
        }
        home.onClose(container::stop);
        container.withStartupTimeout(START_TIMEOUT).start();
    }

    /** On this machine only, as anybody may do anything with them. */
    static void publishHere(GenericContainer<?> container) {
        container.setPortBindings(container.getExposedPorts().stream()
                .map(port -> "127.0.0.1::" + port)
                .toList());
    }

    private static Optional<String> volume(Home home, String name) {
        try {
            return home.volume(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
