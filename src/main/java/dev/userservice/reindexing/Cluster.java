package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.PlainRequest;
import java.util.Map;
import java.util.OptionalDouble;
import org.springframework.stereotype.Component;

/** What a rebuild needs to know of the cluster: health, disks, and how fast documents are taken. */
@Component
class Cluster {

    // with fewer documents it tells more of start-up than of speed
    private static final long ENOUGH_TO_TELL = 500;

    private final Elasticsearch elasticsearch;

    Cluster(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    boolean isRed() {
        return get("/_cluster/health", Map.of()).path("status").asText().equals("red");
    }

    DiskSpace disks() {
        return DiskSpace.of(
                get("/_nodes/stats/fs", Map.of()),
                get("/_cluster/settings", Map.of("include_defaults", "true", "flat_settings", "true")));
    }

    /** Documents a second that this index took, as long as it was taking any, since its node started. */
    OptionalDouble rate(String index) {
        JsonNode indexing = get("/" + index + "/_stats/indexing", Map.of()).at("/_all/primaries/indexing");
        long documents = indexing.path("index_total").asLong();
        long millis = indexing.path("index_time_in_millis").asLong();
        return documents < ENOUGH_TO_TELL || millis == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(documents * 1000.0 / millis);
    }

    private JsonNode get(String path, Map<String, String> parameters) {
        return elasticsearch.write(PlainRequest.get(path, parameters)::send);
    }
}
