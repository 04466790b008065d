package dev.userservice.reindexing;

import static java.util.stream.Collectors.joining;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.elasticsearch.PlainRequest;
import dev.userservice.indexing.IndexOpened;
import dev.userservice.indexing.UserIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives the live indexes whatever of the mapping file they can have without a rebuild. Once, when the service starts,
 * and before the first document is written, which may have a field that is new.
 */
@Component
class InPlaceChanges {

    private static final Logger log = LoggerFactory.getLogger(InPlaceChanges.class);

    private final UserIndex index;
    private final LiveIndexes indexes;
    private final Elasticsearch elasticsearch;
    private volatile boolean made;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    InPlaceChanges(UserIndex index, LiveIndexes indexes, Elasticsearch elasticsearch) {
        this.index = index;
        this.indexes = indexes;
        this.elasticsearch = elasticsearch;
    }

    /** What Elasticsearch said to this file. */
    private record Refusal(Definition file, String reason) {}

    /** Why this index cannot have what this file asks for; nothing if it can, or nobody has tried. */
    Optional<String> refusal(String name, Definition file) {
        return Optional.ofNullable(refusals.get(name))
                .filter(refusal -> refusal.file().equals(file))
                .map(Refusal::reason);
    }

    @EventListener
    void on(IndexOpened opened) {
        if (!made) {
            make();
            made = true;
        }
    }

    /** Changes every index that is written to. What Elasticsearch refuses after all stays in the plan. */
    void make() {
        try {
            Definition file = Definition.wanted(index);
            index.written().forEach(name -> make(name, file));
        } catch (UnreadableDefinitionException e) {
            log.error("The mapping file cannot be used; the index stays as it is: {}", e.reason());
        }
    }

    // an index that is only kept or not yet used may be missing or blocked, and must not hold up the one that serves
    private void make(String name, Definition file) {
        try {
            make(indexes.read(name), file);
            refusals.remove(name);
        } catch (ElasticsearchException e) {
            String reason = NewIndex.reason(e);
            refusals.put(name, new Refusal(file, reason));
            log.error("Elasticsearch refuses a change of the mapping; index {} stays as it is: {}", name, reason);
        } catch (ElasticsearchUnavailableException e) {
            if (mayServe(name)) {
                throw e;
            }
            log.warn("Index {} stays as it is: {}", name, e.getMessage());
        }
    }

    private boolean mayServe(String name) {
        try {
            return index.serving().equals(name);
        } catch (ElasticsearchUnavailableException e) {
            return true;
        }
    }

    private void make(LiveIndex live, Definition file) {
        List<Change> changes = Differences.between(live, file).stream()
                .filter(change -> change.verdict() == Verdict.IN_PLACE)
                .toList();
        // while versions are changed one instance after another, the older must not take back what the newer did
        if (changes.isEmpty() || Plan.Versions.of(live, file).isFileOlder()) {
            return;
        }
        if (changes.stream().anyMatch(Change::isOfSettings)) {
            put("/" + live.name() + "/_settings", settings(changes));
        }
        if (!changes.stream().allMatch(Change::isOfSettings)) {
            put("/" + live.name() + "/_mapping", mappings(live, changes));
        }
        log.info(
                "Changed index {} in place: {}",
                live.name(),
                changes.stream().map(Change::path).collect(joining(", ")));
    }

    private static ObjectNode settings(List<Change> changes) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        changes.stream()
                .filter(Change::isOfSettings)
                .forEach(change -> settings.set(change.location().getLast(), change.file()));
        return settings;
    }

    // all of it is sent again, for what is left out of a field would be set to its default
    static ObjectNode mappings(LiveIndex live, List<Change> changes) {
        ObjectNode mappings = live.definition().mappings().deepCopy();
        changes.stream().filter(change -> !change.isOfSettings()).forEach(change -> apply(mappings, change));
        return mappings;
    }

    private static void apply(ObjectNode mappings, Change change) {
        ObjectNode place = mappings;
        for (String name : change.location().subList(0, change.location().size() - 1)) {
            place = place.withObjectProperty(name);
        }
        String last = change.location().getLast();
        JsonNode value = change.file() == null ? FieldRules.preset(last) : change.file();
        if (value == null) {
            place.remove(last);
        } else {
            place.set(last, value);
        }
    }

    private void put(String path, ObjectNode body) {
        elasticsearch.write(PlainRequest.put(path, Map.of(), body)::send);
    }
}
