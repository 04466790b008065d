package dev.userservice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Bodies of webhooks about users of many kinds. */
public final class TestUsers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestUsers() {}

    /** The bare form: an active influencer with these fields, version 1 unless said otherwise. */
    public static String influencer(String id, Map<String, ?> fields) {
        ObjectNode user = JSON.createObjectNode();
        user.put("id", id)
                .put("username", id)
                .put("status", "ACTIVE")
                .put("isActive", true)
                .put("version", 1);
        user.putArray("roles").add("USER").add("INFLUENCER");
        user.put("updatedAt", "2026-11-01T10:00:00Z");
        user.setAll((ObjectNode) JSON.valueToTree(fields));
        return user.toString();
    }

    /** The fields of a JSON object. */
    public static Map<String, Object> fields(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** The Standard Webhooks envelope around a bare body. */
    public static String envelope(String type, String data) {
        return "{\"type\":\"%s\",\"timestamp\":\"2026-11-01T10:00:00Z\",\"data\":%s}".formatted(type, data);
    }
}
