package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.localservers.SharedServers;
import dev.userservice.ElasticsearchRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** An index beside the one that serves, made by hand of a changed mapping and filled with the same documents. */
final class CandidateIndex {

    static final String NAME = "users-candidate";

    private static final ObjectMapper JSON = new ObjectMapper();

    private CandidateIndex() {}

    /** Creates it, with everything that serves now in it. */
    static void create(Consumer<ObjectNode> change) {
        delete();
        ObjectNode definition = definition();
        change.accept(definition);
        assertThat(send("PUT", "/" + NAME, definition.toString()).body()).contains("\"acknowledged\":true");
        fill();
    }

    static void delete() {
        send("DELETE", "/" + NAME + "?ignore_unavailable=true", "");
    }

    private static void fill() {
        StringBuilder lines = new StringBuilder();
        for (JsonNode hit : read(send("GET", "/users/_search?size=1000&version=true", "")
                        .body())
                .at("/hits/hits")) {
            ObjectNode action = JSON.createObjectNode();
            action.putObject("index")
                    .put("_id", hit.path("_id").asText())
                    .put("version", hit.path("_version").asLong())
                    .put("version_type", "external");
            lines.append(action).append('\n').append(hit.path("_source")).append('\n');
        }
        JsonNode answer = read(send("POST", "/" + NAME + "/_bulk?refresh=true", lines.toString())
                .body());
        assertThat(answer.path("errors").asBoolean(true)).as(answer.toString()).isFalse();
    }

    private static ObjectNode definition() {
        try {
            return (ObjectNode) JSON.readTree(Files.readString(Path.of("es-mappings/users.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HttpResponse<String> send(String method, String path, String body) {
        return ElasticsearchRequests.send(SharedServers.get().elasticsearchUrl(), method, path, body);
    }
}
