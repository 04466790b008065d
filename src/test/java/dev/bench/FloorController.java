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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What no service of this stack saves in front of Elasticsearch: the server, security and metrics. Searches are made
 * already, each thread has a connection of its own, and the last answer is passed on as it is.
 */
@RestController
class FloorController {

    private final List<List<byte[]>> tasks;
    private final ThreadLocal<HttpConnection> connections;

    FloorController(Environment environment) throws IOException {
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

    @GetMapping("/public/users/-")
    ResponseEntity<byte[]> passOn(@RequestParam int task) throws IOException {
        HttpConnection connection = connections.get();
        for (byte[] search : tasks.get(task)) {
            RawDocuments.call(connection, search);
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(connection.body());
    }

    /** The request for one of the tasks. */
    static byte[] request(int task) {
        return HttpConnection.get("/public/users/-?task=" + task);
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

    private static List<List<byte[]>> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> Stream.of(line.split(" "))
                        .map(Base64.getDecoder()::decode)
                        .toList())
                .toList();
    }
}
