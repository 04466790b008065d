package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** One form for what Elasticsearch takes in several: {@code 1} and {@code "1"}, a value and a list of just that value. */
final class Canonical {

    private Canonical() {}

    static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        return one == null ? other == null : other != null && of(one).equals(of(other));
    }

    static JsonNode of(JsonNode value) {
        if (value instanceof ArrayNode list) {
            return list.size() == 1 ? of(list.get(0)) : each(list);
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), of(entry.getValue())));
            return copy;
        }
        return TextNode.valueOf(value.asText());
    }

    private static JsonNode each(ArrayNode list) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        list.forEach(element -> copy.add(of(element)));
        return copy;
    }
}
