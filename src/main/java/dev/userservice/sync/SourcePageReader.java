package dev.userservice.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.StrictJson;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Reads a page of users in either form, and none that does not say where it ends: a JSON page names
 * {@code nextAfter} even if it is null, a page of JSON lines ends with {@code {"end": true, "count": …, "nextAfter": …}}.
 */
@Component
class SourcePageReader {

    private final StrictJson json = new StrictJson();
    private final SourceUserReader users;

    SourcePageReader(SourceUserReader users) {
        this.users = users;
    }

    /** Throws a {@link SourceUnavailableException} if this is no whole page. */
    SourcePage read(SourceHttp.Answer answer) {
        return switch (answer.contentType()) {
            case "application/x-ndjson" -> lines(answer.body());
            case "application/json" -> object(answer.body());
            default -> throw unusable("is neither JSON nor JSON lines");
        };
    }

    private SourcePage object(ByteBuffer body) {
        ObjectNode page = parse(body);
        if (!page.path("users").isArray()) {
            throw unusable("has no list of users");
        }
        List<SourceUser> read = StreamSupport.stream(page.get("users").spliterator(), false)
                .map(users::read)
                .toList();
        return page(read, page);
    }

    private SourcePage lines(ByteBuffer body) {
        List<SourceUser> read = new ArrayList<>();
        for (ByteBuffer line = nextLine(body); line != null; line = nextLine(body)) {
            ObjectNode object = parse(line);
            if (object.has("end")) {
                if (!object.path("end").asBoolean() || object.path("count").asLong(-1) != read.size()) {
                    throw unusable("has another number of users than its last line says");
                }
                if (nextLine(body) != null) {
                    throw unusable("goes on after its last line");
                }
                return page(read, object);
            }
            read.add(users.read(object));
        }
        throw unusable("has no last line that says that it is whole");
    }

    private static @Nullable ByteBuffer nextLine(ByteBuffer body) {
        int start = body.position();
        int end = start;
        while (end < body.limit() && body.get(end) != '\n') {
            end++;
        }
        if (end == start && end == body.limit()) {
            return null;
        }
        body.position(Math.min(end + 1, body.limit()));
        return body.slice(start, end - start);
    }

    private static SourcePage page(List<SourceUser> read, ObjectNode frame) {
        JsonNode next = frame.get("nextAfter");
        if (next == null || !(next.isNull() || next.isTextual() || next.isIntegralNumber())) {
            throw unusable("does not say whether another follows");
        }
        JsonNode total = frame.path("total");
        return new SourcePage(
                read, next.isNull() ? null : next.asText(), total.canConvertToLong() ? total.longValue() : null);
    }

    private ObjectNode parse(ByteBuffer body) {
        try {
            return json.parse(body);
        } catch (ErrorResponseException e) {
            throw unusable("is not well-formed");
        }
    }

    private static SourceUnavailableException unusable(String fault) {
        return new SourceUnavailableException("A page of the Auth Service " + fault);
    }
}
