package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes what the service has written into an index of its own, without the service. */
final class RawDocuments {

    private static final JsonMapper JSON = new JsonMapper();

    private RawDocuments() {}

    /** An empty index of the same mapping, with these settings besides. */
    static void createIndex(HttpConnection elasticsearch, String index, Map<String, Object> settings)
            throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("es-mappings", "users.json")));
        settings.forEach((name, value) -> ((ObjectNode) body.at("/settings/index")).putPOJO(name, value));
        deleteIndex(elasticsearch, index);
        call(
                elasticsearch,
                HttpConnection.request(
                        "PUT", "/" + index, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(body)));
    }

    static void deleteIndex(HttpConnection elasticsearch, String index) throws IOException {
        elasticsearch.send(HttpConnection.request("DELETE", "/" + index, Map.of(), new byte[0]));
    }

    /** The first users' documents as whole requests that write them elsewhere, as of this version. */
    static List<byte[]> portions(HttpConnection elasticsearch, String index, int users, int size, long version)
            throws IOException {
        List<byte[]> portions = new ArrayList<>();
        String after = "";
        for (int done = 0; done < users; done += size) {
            String query = JSON.writeValueAsString(Map.of(
                    "size", Math.min(size, users - done),
                    "sort", List.of("id"),
                    "query", Map.of("range", Map.of("id", Map.of("gt", after)))));
            call(
                    elasticsearch,
                    HttpConnection.post("/users/_search", "application/json", query.getBytes(StandardCharsets.UTF_8)));
            var lines = new ByteArrayOutputStream();
            for (JsonNode hit : JSON.readTree(elasticsearch.body()).at("/hits/hits")) {
                after = hit.path("_id").asText();
                ObjectNode action = JSON.createObjectNode();
                action.putObject("index")
                        .put("_id", after)
                        .put("version", version)
                        .put("version_type", "external");
                lines.writeBytes(JSON.writeValueAsBytes(action));
                lines.write('\n');
                lines.writeBytes(JSON.writeValueAsBytes(hit.path("_source")));
                lines.write('\n');
            }
            portions.add(HttpConnection.post("/" + index + "/_bulk", "application/json", lines.toByteArray()));
        }
        return portions;
    }

    /** Sends one of them; throws if a document is refused. */
    static void write(HttpConnection elasticsearch, byte[] portion) throws IOException {
        call(elasticsearch, portion);
        if (!new String(elasticsearch.body(), 0, 200, StandardCharsets.UTF_8).contains("\"errors\":false")) {
            throw new IllegalStateException("A document was refused: " + elasticsearch.text());
        }
    }

    /** Sends all of them, on so many connections at once. */
    static void write(URI elasticsearch, List<byte[]> portions, int atOnce) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            Callable<Void> work = () -> {
                try (HttpConnection connection = new HttpConnection(elasticsearch)) {
                    for (int at = next.getAndIncrement(); at < portions.size(); at = next.getAndIncrement()) {
                        write(connection, portions.get(at));
                    }
                }
                return null;
            };
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(atOnce, work))) {
                done.get();
            }
        }
    }

    /** How many documents an index has. */
    static int count(HttpConnection elasticsearch, String index) throws IOException {
        call(elasticsearch, HttpConnection.post("/" + index + "/_refresh", "application/json", new byte[0]));
        call(elasticsearch, HttpConnection.get("/" + index + "/_count"));
        return JSON.readTree(elasticsearch.body()).path("count").asInt();
    }

    static void call(HttpConnection connection, byte[] request) throws IOException {
        int status = connection.send(request);
        if (status != 200) {
            throw new IllegalStateException(status + ": " + connection.text());
        }
    }
}
