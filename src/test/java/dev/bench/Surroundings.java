package dev.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** When and on what something was measured; without it no figure means anything. */
record Surroundings(
        Instant at, String commit, String machine, String java, String elasticsearch, String postgres, double load) {

    static Surroundings of(Stage stage) throws IOException, SQLException {
        return new Surroundings(
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                presentCommit(),
                presentMachine(),
                Runtime.version().toString(),
                elasticsearch(stage),
                postgres(stage),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String presentCommit() throws IOException {
        String commit = said(List.of("git", "rev-parse", "--short=10", "HEAD"));
        boolean isChanged = !said(List.of("git", "status", "--porcelain")).isEmpty();
        return isChanged ? commit + " with changes" : commit;
    }

    private static String said(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static String presentMachine() throws IOException {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GiB",
                Runtime.getRuntime().availableProcessors(),
                line("/proc/cpuinfo", "model name"),
                Double.parseDouble(line("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / 1024 / 1024);
    }

    private static String line(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }

    private static String elasticsearch(Stage stage) throws IOException {
        try (HttpConnection connection = new HttpConnection(stage.elasticsearch())) {
            connection.send(HttpConnection.get("/"));
            return new JsonMapper()
                    .readTree(connection.body())
                    .at("/version/number")
                    .asText();
        }
    }

    private static String postgres(Stage stage) throws SQLException {
        try (Connection connection = stage.connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }
}
