package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cursors: the sort values of the last hit seen, the attempt that found it and the favorites that were lifted, sealed for
 * the query, so that one made up, changed, or of another query is refused.
 */
@Component
class Cursors {

    // how many values tell which favorites are lifted
    private static final int RANGE = 2;

    private final Seal seal;
    private final ObjectMapper json;

    Cursors(Seal seal, ObjectMapper json) {
        this.seal = seal;
        this.json = json;
    }

    /** Where to go on. */
    record Position(Attempt attempt, List<FieldValue> after) {}

    String after(SearchQuery query, Position position) {
        ArrayNode content = json.createArrayNode();
        if (query.lift().isWanted()) {
            Favored.Range range = query.lift().marked().range();
            content.add(range.oldest().toString()).add(range.newest().toString());
        }
        content.add(position.attempt().name());
        position.after().forEach(value -> add(content, value));
        return seal.close(asked(query, query.lift().owner()), content.toString());
    }

    private static void add(ArrayNode values, FieldValue value) {
        switch (value._kind()) {
            case Long -> values.add(value.longValue());
            case Double -> values.add(value.doubleValue());
            default -> values.add(value._toJsonString());
        }
    }

    /** Which favorites the first page lifted, if it lifted those of this owner. */
    Optional<Favored.Range> lifted(SearchQuery query, String owner, String cursor) {
        return seal.open(asked(query, owner), cursor)
                .map(this::tree)
                .map(content -> new Favored.Range(
                        Instant.parse(content.path(0).textValue()),
                        Instant.parse(content.path(1).textValue())));
    }

    /** Throws a 400 problem for a cursor that was not given out for this query. */
    Position read(SearchQuery query, String cursor) {
        return seal.open(asked(query, query.lift().owner()), cursor)
                .map(content -> position(tree(content), query.lift().isWanted() ? RANGE : 0))
                .orElseThrow(() -> Problem.invalidParameters(List.of(Violation.ofParameter(
                        "cursor", "invalid_cursor", "is not one this service gave out for this query"))));
    }

    private static Position position(JsonNode content, int start) {
        List<FieldValue> after = new ArrayList<>();
        for (int i = start + 1; i < content.size(); i++) {
            after.add(value(content.get(i)));
        }
        return new Position(Attempt.valueOf(content.get(start).textValue()), after);
    }

    private JsonNode tree(String content) {
        try {
            return json.readTree(content);
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

    private String asked(SearchQuery query, @Nullable String owner) {
        ArrayNode asked = json.createArrayNode()
                .add(query.kind().word())
                .add(query.order().parameter())
                .add(query.text());
        query.filters().forEach(filter -> asked.add(filter.parameter()).addPOJO(filter.values()));
        if (owner != null) {
            asked.addObject().put("liftedFor", owner);
        }
        return asked.toString();
    }
}
