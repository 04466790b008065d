package dev.userservice.analytics;

import co.elastic.clients.util.BinaryData;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.elasticsearch.PlainRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes documents of activity to an index; what is there of a later change stays. */
@Component
class ActivityWriter {

    private static final String TYPE = "application/vnd.elasticsearch+x-ndjson; compatible-with=9";
    private static final int REFUSED = 400;
    private static final int CONFLICT = 409;

    private final Elasticsearch elasticsearch;
    private final ObjectMapper json;
    private final Counter written;
    private final Counter refused;

    ActivityWriter(Elasticsearch elasticsearch, ObjectMapper json, MeterRegistry meters) {
        this.elasticsearch = elasticsearch;
        this.json = json;
        this.written = Counter.builder("user_service.analytics.activity.documents")
                .description("Hours and days of activity written to the index")
                .register(meters);
        this.refused = Counter.builder("user_service.analytics.activity.refused")
                .description("Hours and days of activity that the index refused")
                .register(meters);
    }

    /** What Elasticsearch is told of a document. */
    private record Action(Index index) {

        private record Index(String _id, String routing, long version, String version_type) {}

        static Action of(ActivityDocument document) {
            return new Action(new Index(document.id(), document.userId(), document.change(), "external"));
        }
    }

    /**
     * Writes all of these but those that are refused for ever. Returns why, if there are any.
     *
     * @throws ElasticsearchUnavailableException if any of it has to be sent again, which does no harm to the rest
     */
    Optional<String> write(String index, List<ActivityDocument> documents) {
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        var request = new PlainRequest(
                "POST",
                "/" + ActivityIndex.writers(index) + "/_bulk",
                Map.of("require_alias", "true", "filter_path", "errors,items.*.status,items.*.error.type"),
                BinaryData.of(body(documents), TYPE));
        JsonNode answer = elasticsearch.write(request::send);
        written.increment(documents.size());
        return answer.path("errors").asBoolean() ? refusal(answer.path("items")) : Optional.empty();
    }

    private Optional<String> refusal(JsonNode items) {
        Optional<String> refusal = Optional.empty();
        for (JsonNode operation : items) {
            JsonNode item = operation.elements().next();
            int status = item.path("status").asInt();
            String error = item.at("/error/type").asText();
            if (status == REFUSED) {
                refused.increment();
                refusal = Optional.of(error);
            } else if (status > REFUSED && status != CONFLICT) {
                throw new ElasticsearchUnavailableException("Elasticsearch answered " + error);
            }
        }
        return refusal;
    }

    private byte[] body(List<ActivityDocument> documents) {
        try {
            StringBuilder lines = new StringBuilder();
            for (ActivityDocument document : documents) {
                lines.append(json.writeValueAsString(Action.of(document))).append('\n');
                lines.append(json.writeValueAsString(document)).append('\n');
            }
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Activity cannot be written as JSON", e);
        }
    }
}
