package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.indexing.UserIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The mappings and settings of an index, whether a file asks for them or Elasticsearch tells them. */
record Definition(ObjectNode mappings, SortedMap<String, JsonNode> settings, Analysis analysis) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "index.";
    private static final String ANALYSIS = "index.analysis.";

    /**
     * What the mapping file asks for.
     *
     * @throws UnreadableDefinitionException if it is not the body of an index
     */
    static Definition wanted(UserIndex index) {
        try {
            return of(JSON.readTree(index.definition()));
        } catch (UncheckedIOException e) {
            throw new UnreadableDefinitionException("The mapping file cannot be read", e);
        } catch (IOException e) {
            throw new UnreadableDefinitionException("The mapping file is not JSON", e);
        }
    }

    static Definition of(JsonNode body) {
        if (!(body.path("mappings") instanceof ObjectNode mappings)) {
            throw new UnreadableDefinitionException("The mapping file has no mappings", null);
        }
        SortedMap<String, JsonNode> all = flat(body.path("settings"));
        SortedMap<String, JsonNode> analysis = new TreeMap<>();
        SortedMap<String, JsonNode> others = new TreeMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(ANALYSIS)) {
                analysis.put(key.substring(ANALYSIS.length()), value);
            } else {
                others.put(key, value);
            }
        });
        return new Definition(mappings, others, Analysis.of(analysis));
    }

    /** Settings by their full names, however deep they are nested. */
    static SortedMap<String, JsonNode> flat(JsonNode settings) {
        SortedMap<String, JsonNode> flat = new TreeMap<>();
        flatten("", settings, flat);
        return flat;
    }

    private static void flatten(String prefix, JsonNode node, SortedMap<String, JsonNode> into) {
        for (var entry : node.properties()) {
            String key = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                flatten(key + ".", entry.getValue(), into);
            } else if (!entry.getValue().isNull()) {
                into.put(key.startsWith(INDEX) ? key : INDEX + key, entry.getValue());
            }
        }
    }

    /** What the mappings say of themselves; empty if they say nothing. */
    ObjectNode meta() {
        return mappings.path("_meta") instanceof ObjectNode meta ? meta : JsonNodeFactory.instance.objectNode();
    }

    /** The version somebody gave the mappings, or nothing. */
    @Nullable
    Long version() {
        return meta().path("version").isIntegralNumber()
                ? meta().path("version").longValue()
                : null;
    }
}
