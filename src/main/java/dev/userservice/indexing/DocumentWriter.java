package dev.userservice.indexing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.PlainRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes whole batches of documents to one index; what is there of a newer revision stays. */
@Component
public class DocumentWriter {

    private static final String CONFLICT = "version_conflict_engine_exception";

    // any other, such as that of a closed index, says nothing about the document
    private static final Set<String> OF_THE_DOCUMENT = Set.of(
            "document_parsing_exception",
            "mapper_parsing_exception",
            "strict_dynamic_mapping_exception",
            "illegal_argument_exception");

    // of a shard that is nowhere; asked for twice, it is told within a lease
    private static final String LONGEST_WAIT = "4s";

    private static final int LARGE = 1 << 20;
    private static final int USUAL_SIZE = 1 << 11;

    // most answers have nothing to tell, and need not be long for it
    private static final String SHORT = "errors,items.*.error.type";
    private static final String FULL = "items.*._id,items.*.status,items.*.error.type,items.*.error.reason";

    private static final Pattern FIELD = Pattern.compile("(?:field|introduction of) \\[([a-zA-Z.]{1,60})]");

    private final Elasticsearch elasticsearch;
    private final UserDocuments documents;

    DocumentWriter(Elasticsearch elasticsearch, UserDocuments documents) {
        this.elasticsearch = elasticsearch;
        this.documents = documents;
    }

    /**
     * Those that are not written, by user, and the kind of error with its field: documents that are refused for ever, and others that may
     * be sent again. No reason names a value of a document.
     */
    public record Answer(Map<String, String> refusals, Map<String, String> postponed) {

        private static final Answer ALL_WRITTEN = new Answer(Map.of(), Map.of());

        /** Nobody is written, as far as anybody knows. */
        static Answer none(List<String> userIds, String reason) {
            return new Answer(Map.of(), userIds.stream().collect(Collectors.toMap(id -> id, _ -> reason)));
        }

        /** Why some have to be sent again; nothing if none has. */
        public Optional<String> trouble() {
            return postponed.values().stream().findFirst();
        }
    }

    public DocumentBatch batch() {
        return new DocumentBatch(documents, LARGE);
    }

    DocumentBatch batchOf(int users) {
        return new DocumentBatch(documents, users * USUAL_SIZE);
    }

    /** Sends a batch; all of it can be sent again if there is no answer. */
    public Answer write(String index, DocumentBatch batch) {
        JsonNode answer = send(index, batch, SHORT);
        return !answer.path("errors").asBoolean() || isOnlyConflicts(answer)
                ? Answer.ALL_WRITTEN
                : read(send(index, batch, FULL));
    }

    private JsonNode send(String index, DocumentBatch batch, String parts) {
        var request = new PlainRequest(
                "POST",
                "/" + UserIndex.writers(index) + "/_bulk",
                Map.of("require_alias", "true", "timeout", LONGEST_WAIT, "filter_path", parts),
                batch.body());
        return elasticsearch.write(request::send);
    }

    private static boolean isOnlyConflicts(JsonNode answer) {
        return answer.path("items").findValuesAsText("type").stream().allMatch(CONFLICT::equals);
    }

    private static Answer read(JsonNode answer) {
        Answer failures = new Answer(new HashMap<>(), new HashMap<>());
        for (JsonNode operation : answer.path("items")) {
            JsonNode item = operation.elements().next();
            String userId = item.path("_id").asText();
            String reason = item.at("/error/type").asText();
            if (OF_THE_DOCUMENT.contains(reason)) {
                failures.refusals()
                        .put(userId, reason + field(item.at("/error/reason").asText()));
            } else if (!reason.isEmpty() && !reason.equals(CONFLICT)) {
                failures.postponed().put(userId, reason);
            }
        }
        return failures;
    }

    // of the sentence only this: the rest may quote a value
    private static String field(String sentence) {
        Matcher field = FIELD.matcher(sentence);
        return field.find() ? " of field " + field.group(1) : "";
    }
}
