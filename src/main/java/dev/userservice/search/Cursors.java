package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.userservice.web.Problem;
import dev.userservice.web.Problem.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Cursors: the sort values of the last hit seen and the attempt that found it, opaque and signed together with the
 * query, so that one made up, changed, or of another query is refused.
 */
@Component
class Cursors {

    private static final int SIGNATURE = 16;

    private final SecretKeySpec key;
    private final ObjectMapper json;

    Cursors(ServiceKeys keys, ObjectMapper json) {
        this.key = new SecretKeySpec(keys.key("cursor"), "HmacSHA256");
        this.json = json;
    }

    /** Where to go on. */
    record Position(Attempt attempt, List<FieldValue> after) {}

    String after(SearchQuery query, Position position) {
        ArrayNode values = json.createArrayNode().add(position.attempt().name());
        position.after().forEach(value -> add(values, value));
        byte[] content = values.toString().getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(signature(query, content), SIGNATURE + content.length);
        System.arraycopy(content, 0, signed, SIGNATURE, content.length);
        return encoded(signed);
    }

    private static String encoded(byte[] signed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    private static void add(ArrayNode values, FieldValue value) {
        switch (value._kind()) {
            case Long -> values.add(value.longValue());
            case Double -> values.add(value.doubleValue());
            default -> values.add(value._toJsonString());
        }
    }

    /** Throws a 400 problem for a cursor that was not given out for this query. */
    Position read(SearchQuery query, String cursor) {
        byte[] signed = decoded(cursor);
        byte[] content = Arrays.copyOfRange(signed, SIGNATURE, signed.length);
        if (!MessageDigest.isEqual(
                Arrays.copyOf(signed, SIGNATURE), Arrays.copyOf(signature(query, content), SIGNATURE))) {
            throw refused();
        }
        return position(content);
    }

    private Position position(byte[] content) {
        try {
            List<FieldValue> after = new ArrayList<>();
            JsonNode values = json.readTree(new String(content, StandardCharsets.UTF_8));
            for (JsonNode value : values) {
                after.add(value(value));
            }
            return new Position(Attempt.valueOf(values.get(0).textValue()), after.subList(1, after.size()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A signed cursor cannot be read", e);
        }
    }

    /** A sort value as Elasticsearch gave it out. */
    static FieldValue value(JsonNode value) {
        if (value.isIntegralNumber()) {
            return FieldValue.of(value.longValue());
        }
        return value.isNumber() ? FieldValue.of(value.doubleValue()) : FieldValue.of(value.textValue());
    }

    private static byte[] decoded(String cursor) {
        try {
            byte[] signed = Base64.getUrlDecoder().decode(cursor);
            // the same bytes can be written with padding, or with other spare bits at the end
            if (signed.length > SIGNATURE && encoded(signed).equals(cursor)) {
                return signed;
            }
        } catch (IllegalArgumentException e) {
            // refused like any other that was made up
        }
        throw refused();
    }

    private static RuntimeException refused() {
        return Problem.invalidParameters(List.of(
                Violation.ofParameter("cursor", "invalid_cursor", "is not one this service gave out for this query")));
    }

    // as JSON and with its length, so that no text can pass for the end of it
    private byte[] asked(SearchQuery query) {
        ArrayNode asked = json.createArrayNode()
                .add(query.kind().word())
                .add(query.order().parameter())
                .add(query.text());
        query.filters().forEach(filter -> asked.add(filter.parameter()).addPOJO(filter.values()));
        byte[] bytes = asked.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private byte[] signature(SearchQuery query, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(asked(query));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
