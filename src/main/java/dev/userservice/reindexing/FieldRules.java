package dev.userservice.reindexing;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.userservice.reindexing.Analysis.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What Elasticsearch lets be changed about the fields of a live index, and why not. */
record FieldRules(Set<Part> missing, Set<String> later) {

    private static final String COPY_TO = "copy_to";
    private static final String WRITTEN_AGAIN = "; documents have it once they are written again";

    // whatever is not named here cannot be changed, or is not known to be
    private static final Set<String> FOR_SEARCHES =
            Set.of("search_analyzer", "search_quote_analyzer", "eager_global_ordinals", "fielddata", "meta", "runtime");
    private static final Set<String> FOR_WRITES = Set.of(
            COPY_TO,
            "ignore_above",
            "ignore_malformed",
            "coerce",
            "split_queries_on_whitespace",
            "depth_limit",
            "dynamic",
            "date_detection",
            "numeric_detection",
            "dynamic_date_formats",
            "dynamic_templates");

    /** What holds without being said where Elasticsearch does not tell, which are objects and the root. */
    private static final Map<String, String> PRESETS =
            Map.of("dynamic", "true", "enabled", "true", "date_detection", "true", "numeric_detection", "false");

    /** {@code later} are the fields that have to wait for a rebuild. */
    static FieldRules of(Definition live, Definition file) {
        Set<Part> missing = file.analysis().unlike(live.analysis());
        JsonNode known = live.mappings().path("properties");
        Set<String> later = file.mappings().path("properties").properties().stream()
                .filter(field -> !known.has(field.getKey()))
                .filter(field -> needed(field.getValue()).anyMatch(missing::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new FieldRules(missing, later);
    }

    static @Nullable JsonNode preset(String parameter) {
        String preset = PRESETS.get(parameter);
        return preset == null ? null : TextNode.valueOf(preset);
    }

    Change added(List<String> location, JsonNode file) {
        String obstacle = obstacle(file);
        return obstacle.isEmpty()
                ? Change.of(location, null, file, Verdict.IN_PLACE, "Fields can be added" + WRITTEN_AGAIN)
                : Change.of(location, null, file, Verdict.REBUILD, obstacle + refusal(location));
    }

    private static String refusal(List<String> location) {
        return location.get(location.size() - 2).equals("properties")
                ? "; until then, documents with it are refused"
                : "";
    }

    Change leftOver(List<String> location, JsonNode live) {
        return Change.of(
                location,
                live,
                null,
                Verdict.LEFT_OVER,
                "Elasticsearch does not remove fields; it harms nobody and is gone after the next rebuild");
    }

    Change parameter(List<String> location, @Nullable JsonNode live, @Nullable JsonNode file) {
        String name = location.getLast();
        String obstacle = file == null ? "" : obstacle(name, file);
        if (!obstacle.isEmpty()) {
            return Change.of(location, live, file, Verdict.REBUILD, obstacle);
        }
        if (FOR_SEARCHES.contains(name)) {
            return Change.of(location, live, file, Verdict.IN_PLACE, "Can be changed, and holds at once");
        }
        // norms can be given up, but not be had again
        if (FOR_WRITES.contains(name) || (name.equals("norms") && file != null && !file.asBoolean(true))) {
            return Change.of(location, live, file, Verdict.IN_PLACE, "Can be changed" + WRITTEN_AGAIN);
        }
        return Change.of(location, live, file, Verdict.REBUILD, "A field keeps its \"%s\" for life".formatted(name));
    }

    private String obstacle(String parameter, JsonNode value) {
        JsonNode alone = JsonNodeFactory.instance.objectNode().set(parameter, value);
        return Set.of(COPY_TO, "search_analyzer", "search_quote_analyzer").contains(parameter) ? obstacle(alone) : "";
    }

    private String obstacle(JsonNode field) {
        String parts = needed(field)
                .filter(missing::contains)
                .distinct()
                .sorted()
                .map(part -> part.kind() + " \"" + part.name() + "\"")
                .collect(joining(", "));
        if (!parts.isEmpty()) {
            return "Needs the %s as the file has it, and only a closed index takes analyzers".formatted(parts);
        }
        String targets =
                copies(field).filter(later::contains).distinct().sorted().collect(joining(", "));
        return targets.isEmpty() ? "" : "Copies to %s, which needs a rebuild".formatted(targets);
    }

    private static Stream<Part> needed(JsonNode field) {
        return Stream.concat(Analysis.usedBy(field), children(field).flatMap(FieldRules::needed));
    }

    private static Stream<String> copies(JsonNode field) {
        JsonNode targets = field.path(COPY_TO);
        Stream<String> own = targets.isArray()
                ? StreamSupport.stream(targets.spliterator(), false).map(JsonNode::asText)
                : Stream.of(targets.asText());
        return Stream.concat(own, children(field).flatMap(FieldRules::copies));
    }

    private static Stream<JsonNode> children(JsonNode field) {
        return Stream.of("properties", "fields")
                .flatMap(name -> StreamSupport.stream(field.path(name).spliterator(), false));
    }
}
