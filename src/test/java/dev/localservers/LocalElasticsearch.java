package dev.localservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A real Elasticsearch as a process of its own, for machines without Docker. */
public final class LocalElasticsearch extends LocalServer {

    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

    private final Path server = ServerCache.elasticsearch();
    private final int transportPort = FreePort.find();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(HEALTH_TIMEOUT)
            .build();

    private LocalElasticsearch(Home home) throws IOException {
        super(home, "elasticsearch");
    }

    /** Starts one with fresh data in a folder of its own below the given one. */
    public static LocalElasticsearch start(Path parent) {
        return start(Home.open(parent, Lifetime.TEMPORARY));
    }

    static LocalElasticsearch start(Home home) {
        try {
            var elasticsearch = new LocalElasticsearch(home);
            elasticsearch.launch();
            return elasticsearch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    ProcessBuilder command() throws IOException {
        var configuration = new ElasticsearchConfiguration(folder(), port(), transportPort, lifetime());
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(
                        java,
                        "-cp",
                        server.resolve("lib/tools/server-launcher") + "/*",
                        "org.elasticsearch.server.launcher.ServerLauncher")
                .directory(server.toFile());
        // none of this JVM's environment: JAVA_TOOL_OPTIONS and the like are not meant for the server
        command.environment().clear();
        command.environment()
                .putAll(Map.of(
                        // or its JVM knows no paths but those in ASCII
                        "LC_ALL",
                        "C.UTF-8",
                        "JAVA",
                        java,
                        "JAVA_TYPE",
                        "ES_JAVA_HOME",
                        "ES_HOME",
                        server.toString(),
                        "ES_PATH_CONF",
                        configuration.write(server.resolve("config")).toString(),
                        "ES_TMPDIR",
                        Files.createDirectories(folder().resolve("tmp")).toString(),
                        "ES_DISTRIBUTION_TYPE",
                        "zip"));
        return command;
    }

    @Override
    boolean answers() {
        var health = HttpRequest.newBuilder(URI.create(url() + "/_cluster/health?wait_for_status=yellow&timeout=1s"))
                .timeout(HEALTH_TIMEOUT)
                .build();
        try {
            return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    String stopSignal() {
        return "TERM";
    }
}
