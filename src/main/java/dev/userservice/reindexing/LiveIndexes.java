package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.PlainRequest;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads from Elasticsearch what its indices are like. */
@Component
class LiveIndexes {

    private static final Map<String, String> WITH_DEFAULTS = Map.of("include_defaults", "true");

    private final Elasticsearch elasticsearch;

    LiveIndexes(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    LiveIndex read(String index) {
        return LiveIndex.of(
                index,
                get("/" + index, Map.of()),
                get("/" + index + "/_mapping/field/*", WITH_DEFAULTS),
                get("/" + index + "/_settings", WITH_DEFAULTS));
    }

    /** How many documents it holds, and how large it is with all its copies. */
    record Size(long documents, long bytes, long bytesOfAShard) {}

    Size size(String index) {
        JsonNode stats = get("/" + index + "/_stats/docs,store", Map.of()).path("_all");
        JsonNode shards = get("/" + index + "/_settings", Map.of("flat_settings", "true"))
                .path(index)
                .path("settings")
                .path("index.number_of_shards");
        return new Size(
                stats.at("/primaries/docs/count").asLong(),
                stats.at("/total/store/size_in_bytes").asLong(),
                stats.at("/primaries/store/size_in_bytes").asLong() / Math.max(1, shards.asLong(1)));
    }

    private JsonNode get(String path, Map<String, String> parameters) {
        return elasticsearch.write(PlainRequest.get(path, parameters)::send);
    }
}
