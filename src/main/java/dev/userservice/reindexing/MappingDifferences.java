package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the mappings of a live index with those of the file, field by field and parameter by parameter. */
final class MappingDifferences {

    private static final String PROPERTIES = "properties";
    private static final String FIELDS = "fields";
    private static final String TYPE = "type";
    private static final Set<String> CHILDREN = Set.of(PROPERTIES, FIELDS);
    // the type is compared first, what the mappings say of themselves last
    private static final Set<String> NOT_COMPARED = Set.of(PROPERTIES, FIELDS, TYPE, "_meta");

    private final LiveIndex live;
    private final FieldRules rules;
    private final List<Change> changes = new ArrayList<>();

    private MappingDifferences(LiveIndex live, FieldRules rules) {
        this.live = live;
        this.rules = rules;
    }

    static List<Change> between(LiveIndex live, Definition file) {
        var differences = new MappingDifferences(live, FieldRules.of(live.definition(), file));
        differences.compare(List.of(), live.definition().mappings(), file.mappings());
        return differences.changes;
    }

    private void compare(List<String> location, JsonNode ours, JsonNode theirs) {
        if (!type(ours).equals(type(theirs))) {
            add(location, TYPE, type(ours), type(theirs));
            return;
        }
        names(ours, theirs).filter(name -> !NOT_COMPARED.contains(name)).forEach(name -> {
            if (!isSame(location, name, ours.get(name), theirs.get(name))) {
                add(location, name, ours.get(name), theirs.get(name));
            }
        });
        CHILDREN.stream()
                .sorted()
                .forEach(children ->
                        compareChildren(with(location, children), ours.path(children), theirs.path(children)));
    }

    private void compareChildren(List<String> location, JsonNode ours, JsonNode theirs) {
        names(ours, theirs).forEach(name -> {
            List<String> child = with(location, name);
            if (ours.has(name) && theirs.has(name)) {
                compare(child, ours.get(name), theirs.get(name));
            } else if (theirs.has(name)) {
                changes.add(rules.added(child, theirs.get(name)));
            } else {
                changes.add(rules.leftOver(child, ours.get(name)));
            }
        });
    }

    private void add(List<String> location, String parameter, @Nullable JsonNode ours, @Nullable JsonNode theirs) {
        changes.add(rules.parameter(with(location, parameter), ours, theirs));
    }

    private boolean isSame(List<String> location, String name, @Nullable JsonNode ours, @Nullable JsonNode theirs) {
        return Canonical.same(ours == null ? preset(location, name) : ours, theirs)
                || (theirs == null && Canonical.same(ours, FieldRules.preset(name)));
    }

    private @Nullable JsonNode preset(List<String> location, String parameter) {
        JsonNode known = live.fields()
                .getOrDefault(fullName(location), JsonNodeFactory.instance.objectNode())
                .get(parameter);
        return known == null ? FieldRules.preset(parameter) : known;
    }

    private static String fullName(List<String> location) {
        return String.join(
                ".",
                Stream.iterate(1, i -> i < location.size(), i -> i + 2)
                        .map(location::get)
                        .toList());
    }

    private static JsonNode type(JsonNode field) {
        return field.has(TYPE) ? field.get(TYPE) : TextNode.valueOf("object");
    }

    private static Stream<String> names(JsonNode one, JsonNode other) {
        Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    private static List<String> with(List<String> location, String name) {
        return Stream.concat(location.stream(), Stream.of(name)).toList();
    }
}
