package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class LocalServersTests {

    @TempDir
    private Path folder;

    @Test
    void configuredServersAreUsedAsTheyAre() {
        var configured = Map.of(
                "ELASTICSEARCH_URL", "http://search.example:9200", "DATABASE_URL", "postgresql://u:p@db.example/users");
        try (var servers = LocalServers.start(folder, Lifetime.TEMPORARY, configured, () -> fail("asked"))) {
            assertThat(servers.elasticsearchUrl()).isEqualTo("http://search.example:9200");
            assertThat(servers.databaseUrl()).isEqualTo("postgresql://u:p@db.example/users");
        }
    }

    @Test
    void theNextRunFindsTheDataOfAKilledOneButNotItsProcesses() throws Exception {
        var command =
                AnotherJvm.command(System.getProperty("java.class.path"), ServerCache.folder(), folder, Lifetime.KEPT);
        // Postgres alone shows it in a fraction of the time
        command.environment().put("ELASTICSEARCH_URL", "http://search.example:9200");

        var killed = AnotherJvm.start(command);
        assertThatIllegalStateException()
                .isThrownBy(() -> Home.open(folder, Lifetime.KEPT))
                .withMessageStartingWith(
                        "Already running as process " + killed.process().pid());
        execute(killed.postgres(), "CREATE TABLE kept ()");
        killed.kill();

        var next = AnotherJvm.start(command);
        assertThat(running(killed.servers())).isEmpty();
        execute(next.postgres(), "DROP TABLE kept");
        next.close();
        assertThat(next.servers()).isNotEmpty();
        assertThat(running(next.servers())).isEmpty();
    }

    @Test
    @EnabledIf("dev.localservers.ServerCache#hasElasticsearch")
    @EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "only root can be somebody else")
    void anOrdinaryUserStartsThemTooAndTheNextRunRemovesThem() throws Exception {
        var cache = share(ServerCache.folder(), folder.resolve("cache/elasticsearch"));
        var classPath = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classPath.add(share(Path.of(entry), folder.resolve("class-path/" + classPath.size()))
                    .toString());
        }
        var home = Files.createDirectory(folder.resolve("home"));
        for (var writable : List.of(folder, home, cache.getParent())) {
            Files.setAttribute(writable, "unix:mode", 0777);
        }
        var command = AnotherJvm.command(String.join(File.pathSeparator, classPath), cache, home, Lifetime.TEMPORARY);
        command.command().addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

        var jvm = AnotherJvm.start(command);
        execute(jvm.postgres(), "SELECT 1");
        jvm.kill();
        assertThat(running(jvm.servers())).isNotEmpty();

        Home.open(home, Lifetime.TEMPORARY).close();
        assertThat(running(jvm.servers())).isEmpty();
        assertThat(home).isDirectoryNotContaining(Files::isDirectory);
    }

    /** Brings files out of root's home, where nobody else can read them: linked if possible, as they are large. */
    private static Path share(Path source, Path target) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var shared = target.resolve(source.relativize(file).toString());
                Files.createDirectories(shared.getParent());
                try {
                    Files.createLink(shared, file);
                } catch (FileSystemException e) {
                    Files.copy(file, shared);
                }
            }
        }
        return target;
    }

    private static List<StartedProcess> running(List<StartedProcess> processes) {
        return processes.stream()
                .filter(process -> process.running().isPresent())
                .toList();
    }

    private static void execute(PostgresAddress postgres, String sql) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
