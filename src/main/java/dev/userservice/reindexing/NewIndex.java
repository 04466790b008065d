package dev.userservice.reindexing;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.elasticsearch.PlainRequest;
import dev.userservice.indexing.UserIndex;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Indices as a rebuild makes, mends and removes them. */
@Component
class NewIndex {

    /**
     * Not refreshed and not copied while it is filled, which is half of the work. What Elasticsearch acknowledges stays
     * durable, though: the filling goes on from its checkpoint after a kill.
     */
    private static final Map<String, Object> WHILE_FILLED =
            Map.of("refresh_interval", "-1", "auto_expand_replicas", "false", "number_of_replicas", 0);

    // well before the client gives up
    private static final Map<String, String> TIME_FOR_SHARDS = Map.of("timeout", "10s");

    private final Elasticsearch elasticsearch;
    private final UserIndex index;
    private final ObjectMapper json;

    NewIndex(Elasticsearch elasticsearch, UserIndex index, ObjectMapper json) {
        this.elasticsearch = elasticsearch;
        this.index = index;
        this.json = json;
    }

    /**
     * Makes it from the mapping file, empty, in place of any that a crash left of this name.
     *
     * @throws RunFailedException if Elasticsearch refuses what is in the file
     * @throws BlockedException if no node takes its shards; then nothing is left of it
     */
    void create(String name) {
        delete(name);
        ObjectNode body = definition();
        WHILE_FILLED.forEach((setting, value) -> indexSettings(body).putPOJO(setting, value));
        body.withObjectProperty("aliases").putObject(UserIndex.writers(name));
        try {
            JsonNode made = put("/" + name, TIME_FOR_SHARDS, body);
            if (!made.path("shards_acknowledged").asBoolean()) {
                delete(name);
                throw new BlockedException(name, "no node takes its shards; GET _cluster/allocation/explain says why");
            }
        } catch (ElasticsearchException e) {
            throw new RunFailedException("Elasticsearch refuses the mapping file: " + reason(e));
        }
    }

    static String reason(ElasticsearchException e) {
        return e.error().causedBy() == null || e.error().causedBy().reason() == null
                ? String.valueOf(e.error().reason())
                : e.error().reason() + ": " + e.error().causedBy().reason();
    }

    /** Gives it the settings of the file, and makes what is in it searchable. */
    void finish(String name) {
        ObjectNode given = indexSettings(definition());
        ObjectNode settings = json.createObjectNode();
        for (String setting : WHILE_FILLED.keySet()) {
            settings.set(setting, given.get(setting));
        }
        put("/" + name + "/_settings", Map.of(), json.createObjectNode().set("index", settings));
        elasticsearch.write(client -> client.indices().refresh(refresh -> refresh.index(name)));
    }

    /** @throws BlockedException if it is missing, or Elasticsearch lets nobody write to it */
    void checkWritable(String name) {
        try {
            JsonNode settings = elasticsearch.write(
                    PlainRequest.get("/" + name + "/_settings/index.blocks.*", Map.of("flat_settings", "true"))::send);
            if (settings.toString().contains("\"true\"")) {
                throw new BlockedException(name, "cluster_block_exception");
            }
        } catch (ElasticsearchUnavailableException e) {
            throw isMissing(e) ? new BlockedException(name, "index_not_found_exception") : e;
        }
    }

    private static boolean isMissing(ElasticsearchUnavailableException e) {
        return e.getCause() instanceof ElasticsearchException answer && answer.status() == 404;
    }

    void delete(String name) {
        elasticsearch.write(
                client -> client.indices().delete(delete -> delete.index(name).ignoreUnavailable(true)));
    }

    private ObjectNode definition() {
        try {
            return (ObjectNode) json.readTree(index.definition());
        } catch (IOException | ClassCastException e) {
            throw new RunFailedException("The mapping file is not a JSON object");
        }
    }

    private static ObjectNode indexSettings(ObjectNode definition) {
        ObjectNode settings = definition.withObjectProperty("settings");
        return settings.path("index").isObject() ? settings.withObjectProperty("index") : settings;
    }

    private JsonNode put(String path, Map<String, String> parameters, JsonNode body) {
        return elasticsearch.write(PlainRequest.put(path, parameters, body)::send);
    }
}
