package dev.userservice.reindexing;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.reindexing.Analysis.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the settings of a live index with those of the file, analyzers part by part. */
final class SettingsDifferences {

    static final String SETTINGS = "settings";

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final LiveIndex live;
    private final Definition file;
    private final List<Change> changes = new ArrayList<>();

    private SettingsDifferences(LiveIndex live, Definition file) {
        this.live = live;
        this.file = file;
    }

    static List<Change> between(LiveIndex live, Definition file) {
        var differences = new SettingsDifferences(live, file);
        differences.compareSettings();
        differences.compareAnalysis();
        return differences.changes;
    }

    private void compareSettings() {
        Map<String, JsonNode> ours = live.definition().settings();
        for (String name : union(ours.keySet(), file.settings().keySet())) {
            JsonNode wanted = file.settings().get(name);
            if (wanted != null
                    && !Canonical.same(ours.getOrDefault(name, live.settings().get(name)), wanted)) {
                add(name, ours.get(name), wanted, settingVerdict(name), settingReason(name));
            } else if (wanted == null && !isNobodys(name, ours.get(name))) {
                addUnwanted(name, ours.get(name));
            }
        }
    }

    private static Verdict settingVerdict(String name) {
        return SettingRules.isDynamic(name) ? Verdict.IN_PLACE : Verdict.REBUILD;
    }

    private static String settingReason(String name) {
        return SettingRules.isDynamic(name)
                ? "Can be changed, and holds at once"
                : "An index keeps this setting from its creation on";
    }

    // the replicas are told too when they are expanded to the number of nodes
    private boolean isNobodys(String name, @Nullable JsonNode value) {
        return SettingRules.isOfElasticsearch(name)
                || (value != null && value.asText().equals(SettingRules.preset(name)))
                || (name.equals("index.number_of_replicas")
                        && file.settings().containsKey("index.auto_expand_replicas"));
    }

    private void addUnwanted(String name, @Nullable JsonNode value) {
        if (SettingRules.isDynamic(name)) {
            add(name, value, null, Verdict.LEFT_OVER, "Not in the file: set by hand, or by an older one");
        } else {
            add(name, value, null, Verdict.REBUILD, settingReason(name));
        }
    }

    private void compareAnalysis() {
        Analysis ours = live.definition().analysis();
        Analysis theirs = file.analysis();
        for (Part part : union(ours.parts().keySet(), theirs.parts().keySet())) {
            if (!theirs.parts().containsKey(part)) {
                add(part.path(), ours.parts().get(part), null, Verdict.LEFT_OVER, "Nothing in the file uses it");
            } else if (!ours.parts().containsKey(part)) {
                add(part.path(), null, theirs.parts().get(part), Verdict.REBUILD, reason(part));
            } else {
                compareParameters(part, ours.parts().get(part), theirs.parts().get(part));
            }
        }
    }

    private void compareParameters(Part part, @Nullable ObjectNode ours, @Nullable ObjectNode theirs) {
        ObjectNode one = ours == null ? NOTHING : ours;
        ObjectNode other = theirs == null ? NOTHING : theirs;
        Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        names.stream()
                .filter(name -> !Canonical.same(one.get(name), other.get(name)))
                .forEach(name ->
                        add(part.path() + "." + name, one.get(name), other.get(name), Verdict.REBUILD, reason(part)));
    }

    private String reason(Part part) {
        Set<Part> users = file.analysis().withUsers(Set.of(part));
        List<String> fields = new ArrayList<>();
        collect("", file.mappings(), users, fields);
        return "Only a closed index takes analyzers, and one that is closed answers no searches; "
                + (fields.isEmpty()
                        ? "no field uses it"
                        : "used by " + fields.stream().sorted().collect(joining(", ")));
    }

    private static void collect(String name, JsonNode field, Set<Part> parts, List<String> into) {
        if (Analysis.usedBy(field).anyMatch(parts::contains)) {
            into.add(name);
        }
        for (String children : List.of("properties", "fields")) {
            field.path(children)
                    .properties()
                    .forEach(child -> collect(
                            name.isEmpty() ? child.getKey() : name + "." + child.getKey(),
                            child.getValue(),
                            parts,
                            into));
        }
    }

    private void add(String name, @Nullable JsonNode ours, @Nullable JsonNode theirs, Verdict verdict, String reason) {
        changes.add(Change.of(List.of(SETTINGS, name), ours, theirs, verdict, reason));
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }
}
