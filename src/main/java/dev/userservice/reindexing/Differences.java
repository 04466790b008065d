package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything in which a live index and the file differ. */
final class Differences {

    private static final String META = "_meta";

    private Differences() {}

    static List<Change> between(LiveIndex live, Definition file) {
        List<Change> changes = Stream.concat(
                        SettingsDifferences.between(live, file).stream(),
                        MappingDifferences.between(live, file).stream())
                .toList();
        return Stream.concat(changes.stream(), meta(live, file, changes).stream())
                .toList();
    }

    // the version says what the index is, so it must not run ahead of the rest
    private static List<Change> meta(LiveIndex live, Definition file, List<Change> others) {
        ObjectNode ours = live.definition().meta();
        ObjectNode theirs = file.meta();
        if (Canonical.same(ours, theirs)) {
            return List.of();
        }
        boolean rebuild = others.stream().anyMatch(change -> change.verdict() == Verdict.REBUILD);
        return List.of(Change.of(
                List.of(META),
                orNothing(ours),
                orNothing(theirs),
                rebuild ? Verdict.REBUILD : Verdict.IN_PLACE,
                rebuild ? "Comes with the rebuild" : "Can be changed, and says what the index is"));
    }

    private static @Nullable ObjectNode orNothing(ObjectNode meta) {
        return meta.equals(JsonNodeFactory.instance.objectNode()) ? null : meta;
    }
}
