package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * An index as Elasticsearch tells it. What is at its default is left out of the definition, so the defaults stand
 * beside it: of each field by its full name, and of settings.
 */
record LiveIndex(
        String name, Definition definition, Map<String, JsonNode> fields, SortedMap<String, JsonNode> settings) {

    /** From the answers to {@code GET index}, and to its field mappings and settings with their defaults. */
    static LiveIndex of(String name, JsonNode index, JsonNode fields, JsonNode settings) {
        return new LiveIndex(
                name,
                Definition.of(index.path(name)),
                parameters(fields.path(name).path("mappings")),
                Definition.flat(settings.path(name).path("defaults")));
    }

    private static Map<String, JsonNode> parameters(JsonNode fields) {
        Map<String, JsonNode> parameters = new HashMap<>();
        fields.properties()
                .forEach(field ->
                        field.getValue().path("mapping").forEach(mapping -> parameters.put(field.getKey(), mapping)));
        return parameters;
    }
}
