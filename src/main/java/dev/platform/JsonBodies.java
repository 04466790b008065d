package dev.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.Problem.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Reads the JSON object that is the body of a request: of a bounded size, with one meaning, without surprises. */
@Component
public class JsonBodies {

    private final StrictJson json = new StrictJson();
    private final Validation validation;

    JsonBodies(Validation validation) {
        this.validation = validation;
    }

    /** The object as it is; a 400, 413 or 415 problem if there is none, or if there are query parameters beside it. */
    public ObjectNode object(HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        LimitedBody.checkIsPlain(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        return json.parse(ByteBuffer.wrap(LimitedBody.of(request, LimitedBody.LARGEST)));
    }

    /** The object as a record of just these fields; a 422 problem that points at every field that is wrong. */
    public <T extends Record> T read(HttpServletRequest request, Class<T> type) {
        ObjectNode object = object(request);
        refuseOthers(object, type);
        return valid(object, type);
    }

    /** An object in its typed form, of which every constraint holds. */
    public <T> T valid(ObjectNode object, Class<T> type) {
        T value = json.read(object, type, "");
        validation.check(value, "");
        return value;
    }

    private static void refuseOthers(ObjectNode object, Class<? extends Record> type) {
        Set<String> known = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        List<Violation> unknown = unknown(object, known);
        if (!unknown.isEmpty()) {
            throw Problem.invalidBody(unknown);
        }
    }

    /** A fault for each field beside those that are known. */
    public static List<Violation> unknown(ObjectNode object, Set<String> known) {
        return object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !known.contains(field))
                .map(Violation::ofUnknown)
                .toList();
    }
}
