package dev.userservice.indexing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.PlainRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes whole batches of documents to one index; what is there of a newer revision stays. */
@Component
public class DocumentWriter {

    private static final String CONFLICT = "version_conflict_engine_exception";

    // most answers have nothing to tell, and need not be long for it
    private static final String SHORT = "errors,items.*.error.type";
    private static final String FULL = "items.*._id,items.*.status,items.*.error.type";

    private final Elasticsearch elasticsearch;
    private final UserDocuments documents;

    DocumentWriter(Elasticsearch elasticsearch, UserDocuments documents) {
        this.elasticsearch = elasticsearch;
        this.documents = documents;
    }

    /** The documents that are refused, by user, and why others have to be sent again, if there are any. */
    public record Answer(Map<String, String> refusals, Optional<String> postponed) {}

    public DocumentBatch batch() {
        return new DocumentBatch(documents);
    }

    /** Sends a batch; all of it can be sent again if there is no answer. */
    public Answer write(String index, DocumentBatch batch) {
        JsonNode answer = send(index, batch, SHORT);
        if (!answer.path("errors").asBoolean() || isOnlyConflicts(answer)) {
            return new Answer(Map.of(), Optional.empty());
        }
        return read(send(index, batch, FULL));
    }

    private JsonNode send(String index, DocumentBatch batch, String parts) {
        var request = new PlainRequest(
                "POST",
                "/" + UserIndex.writers(index) + "/_bulk",
                Map.of("require_alias", "true", "filter_path", parts),
                batch.body());
        return elasticsearch.write(request::send);
    }

    private static boolean isOnlyConflicts(JsonNode answer) {
        return answer.path("items").findValuesAsText("type").stream().allMatch(CONFLICT::equals);
    }

    private static Answer read(JsonNode answer) {
        Map<String, String> refusals = new HashMap<>();
        Optional<String> postponed = Optional.empty();
        for (JsonNode operation : answer.path("items")) {
            JsonNode item = operation.elements().next();
            String reason = item.at("/error/type").asText();
            if (item.path("status").asInt() == 400) {
                refusals.put(item.path("_id").asText(), reason);
            } else if (!reason.isEmpty() && !reason.equals(CONFLICT)) {
                postponed = Optional.of(reason);
            }
        }
        return new Answer(refusals, postponed);
    }
}
