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

    private static final int LARGE = 1 << 20;
    private static final int USUAL_SIZE = 1 << 11;

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
        return new DocumentBatch(documents, LARGE);
    }

    DocumentBatch batchOf(int users) {
        return new DocumentBatch(documents, users * USUAL_SIZE);
    }

    /** Sends a batch; all of it can be sent again if there is no answer. */
    public Answer write(String index, DocumentBatch batch) {
        Map<String, String> refusals = new HashMap<>();
        Optional<String> postponed = Optional.empty();
        for (Map.Entry<String, BulkOutcome> failure : failures(index, batch).entrySet()) {
            switch (failure.getValue()) {
                case BulkOutcome.Rejected(String reason) -> refusals.put(failure.getKey(), reason);
                case BulkOutcome.Postponed(String reason) -> postponed = Optional.of(reason);
                case BulkOutcome.Written() -> {}
            }
        }
        return new Answer(refusals, postponed);
    }

    /** Sends a batch; returns what became of those that are not written, by user. */
    Map<String, BulkOutcome> failures(String index, DocumentBatch batch) {
        JsonNode answer = send(index, batch, SHORT);
        return !answer.path("errors").asBoolean() || isOnlyConflicts(answer)
                ? Map.of()
                : read(send(index, batch, FULL));
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

    private static Map<String, BulkOutcome> read(JsonNode answer) {
        Map<String, BulkOutcome> failures = new HashMap<>();
        for (JsonNode operation : answer.path("items")) {
            JsonNode item = operation.elements().next();
            String reason = item.at("/error/type").asText();
            if (item.path("status").asInt() == 400) {
                failures.put(item.path("_id").asText(), new BulkOutcome.Rejected(reason));
            } else if (!reason.isEmpty() && !reason.equals(CONFLICT)) {
                failures.put(item.path("_id").asText(), new BulkOutcome.Postponed(reason));
            }
        }
        return failures;
    }
}
