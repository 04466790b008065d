package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.JsonBodies;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of a body with options, which collects everything that is wrong with it. */
final class RunRequest {

    static final int BATCH_SIZE = 1000;
    static final Duration KEEP_OLD = Duration.ofDays(14);

    private static final int LARGEST_BATCH = 5000;
    private static final int HIGHEST_LIMIT = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    private final ObjectNode body;
    private final Set<String> asked = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    RunRequest(@Nullable ObjectNode body) {
        this.body = body == null ? JsonNodeFactory.instance.objectNode() : body;
    }

    RunOptions options() {
        var options = new RunOptions(
                whole("batchSize", LARGEST_BATCH).orElse(BATCH_SIZE),
                whole("maxDocumentsPerSecond", HIGHEST_LIMIT).orElse(null),
                flag("pauseBeforeSwitch"),
                duration("keepOld"),
                flag("force"));
        check();
        return options;
    }

    @Nullable
    Integer limit() {
        Optional<Integer> limit = whole("maxDocumentsPerSecond", HIGHEST_LIMIT);
        if (!body.has("maxDocumentsPerSecond")) {
            refuse("maxDocumentsPerSecond", "required", "must be there; null lifts the limit");
        }
        check();
        return limit.orElse(null);
    }

    /** Of a request that needs none. */
    void nothing() {
        check();
    }

    Optional<String> confirmation() {
        Optional<String> name = value("confirm").filter(JsonNode::isTextual).map(JsonNode::asText);
        if (name.isEmpty() && body.hasNonNull("confirm")) {
            refuse("confirm", "invalid_type", "must be the name of the new index");
        }
        check();
        return name;
    }

    private Optional<Integer> whole(String name, int most) {
        Optional<JsonNode> value = value(name);
        boolean valid = value.isEmpty()
                || (value.get().isIntegralNumber()
                        && value.get().canConvertToInt()
                        && value.get().asInt() >= 1
                        && value.get().asInt() <= most);
        if (!valid) {
            refuse(name, "out_of_range", "must be a whole number from 1 to " + most);
        }
        return valid ? value.map(JsonNode::asInt) : Optional.empty();
    }

    private boolean flag(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            refuse(name, "invalid_type", "must be true or false");
        }
        return value.map(JsonNode::asBoolean).orElse(false);
    }

    private Duration duration(String name) {
        try {
            Duration time =
                    value(name).map(JsonNode::asText).map(Duration::parse).orElse(KEEP_OLD);
            if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        } catch (DateTimeException e) {
            // refused like any other
        }
        refuse(name, "invalid_value", "must be a time in ISO 8601 up to a year, such as PT336H");
        return KEEP_OLD;
    }

    private Optional<JsonNode> value(String name) {
        asked.add(name);
        return Optional.ofNullable(body.get(name)).filter(value -> !value.isNull());
    }

    private void refuse(String name, String code, String detail) {
        violations.add(Violation.ofPointer("/" + name, code, detail));
    }

    private void check() {
        violations.addAll(JsonBodies.unknown(body, asked));
        if (!violations.isEmpty()) {
            throw Problem.invalidBody(violations);
        }
    }
}
