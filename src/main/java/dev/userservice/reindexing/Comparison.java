package dev.userservice.reindexing;

import java.util.List;

/** The index that answers searches beside what the mapping file asks for. */
record Comparison(LiveIndex live, Definition file, List<Change> changes) {

    static Comparison of(LiveIndex live, Definition file) {
        return new Comparison(live, file, Differences.between(live, file));
    }

    Plan.Need need() {
        return Plan.Need.of(changes);
    }

    Plan.Versions versions() {
        return Plan.Versions.of(live, file);
    }

    /** The fields that documents must not have yet, or Elasticsearch refuses them. */
    List<String> refusedFields() {
        return changes.stream().filter(Change::isRefusedField).map(Change::path).toList();
    }
}
