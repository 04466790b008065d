package dev.platform;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.Problem.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/**
 * Reads JSON that has one meaning only: valid UTF-8, no duplicate keys, nothing after the end, bounded nesting, no text
 * where a number is meant and no number where text is. What is not known is left out; a refusal never repeats a value.
 */
public final class StrictJson {

    private static final String NO_OBJECT = "is not one JSON object";

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addDeserializer(String.class, new WellFormedText())
                    .addDeserializer(Instant.class, new ZonedTime())
                    .addDeserializer(Double.class, new PlainNumber())
                    .addDeserializer(Boolean.class, new PlainBoolean()))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    public StrictJson() {
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxNumberLength(100)
                        .build());
    }

    /** The object these bytes hold; a 400 problem if they hold anything else. */
    public ObjectNode parse(ByteBuffer body) {
        String fault = NO_OBJECT;
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(body.duplicate()).toString();
            if (json.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (CharacterCodingException e) {
            fault = "is not UTF-8";
        } catch (JsonProcessingException e) {
            fault = told(e);
        }
        throw Problem.of(HttpStatus.BAD_REQUEST, "malformed_body", "The body " + fault);
    }

    // the parser's words may quote the body
    private static String told(JsonProcessingException e) {
        return switch (e) {
            case StreamConstraintsException _ -> "is nested too deeply, or has a number or a name that is too long";
            case JsonParseException parse
            when parse.getOriginalMessage().startsWith("Duplicate") -> "has a field twice";
            default -> NO_OBJECT;
        };
    }

    /** The typed form of a node; a 422 problem that points at what does not fit below {@code pointer}. */
    public <T> T read(JsonNode node, Class<T> type, String pointer) {
        try {
            return json.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            // a number out of range has no path of its own
            List<JsonMappingException.Reference> steps =
                    e instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
            String path = steps.stream()
                    .map(step -> "/" + (step.getFieldName() != null ? step.getFieldName() : step.getIndex()))
                    .collect(Collectors.joining("", pointer, ""));
            throw Problem.invalidBody(
                    List.of(Violation.ofPointer(path, "invalid_value", "has a value of the wrong type or form")));
        }
    }
}
