package dev.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Searches that are made already: each thread sends them on a connection of its own, and the last answer is the answer. */
@Component
class PassedOn {

    private final List<List<byte[]>> tasks;
    private final ThreadLocal<HttpConnection> connections;

    PassedOn(Environment environment) throws IOException {
        this.tasks = read(Path.of(environment.getRequiredProperty("FLOOR_TASKS")));
        URI elasticsearch = URI.create(environment.getRequiredProperty("ELASTICSEARCH_URL"));
        this.connections = ThreadLocal.withInitial(() -> connect(elasticsearch));
    }

    private static HttpConnection connect(URI server) {
        try {
            return new HttpConnection(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] answer(int task) throws IOException {
        HttpConnection connection = connections.get();
        for (byte[] search : tasks.get(task)) {
            RawDocuments.call(connection, search);
        }
        return connection.body();
    }

    /** Leaves tasks for a service that gets this file as {@code FLOOR_TASKS}. */
    static void write(List<List<byte[]>> tasks, Path file) throws IOException {
        Files.write(
                file,
                tasks.stream()
                        .map(searches -> searches.stream()
                                .map(Base64.getEncoder()::encodeToString)
                                .collect(Collectors.joining(" ")))
                        .toList());
    }

    /** What was written there. */
    static List<List<byte[]>> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> Stream.of(line.split(" "))
                        .filter(search -> !search.isEmpty())
                        .map(Base64.getDecoder()::decode)
                        .toList())
                .toList();
    }
}
