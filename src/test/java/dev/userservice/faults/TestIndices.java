package dev.userservice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.SharedServers;
import dev.userservice.ElasticsearchRequests;

/** The indices in the Elasticsearch that tests share. */
final class TestIndices {

    private static final String URL = SharedServers.get().elasticsearchUrl();

    private TestIndices() {}

    /** Leaves none to services that are about to start. */
    static void drop() {
        ElasticsearchRequests.send(URL, "GET", "/_cat/indices/users-*,activity-*?h=index", "")
                .body()
                .lines()
                .forEach(index -> ElasticsearchRequests.send(URL, "DELETE", "/" + index.strip(), ""));
    }

    /** All documents of users, with their versions. */
    static JsonNode documents() {
        ElasticsearchRequests.send(URL, "POST", "/users/_refresh", "");
        return ElasticsearchRequests.sendForJson(URL, "/users/_search?size=1000&version=true")
                .at("/hits/hits");
    }

    /** Whether so many viewers of somebody have reached the activity index. */
    static boolean hasViewers(String id, int viewers) {
        ElasticsearchRequests.send(URL, "POST", "/activity/_refresh", "");
        String query = "user_id:%%22%s%%22%%20AND%%20viewers:%d".formatted(id, viewers);
        return !ElasticsearchRequests.sendForJson(URL, "/activity/_search?q=" + query)
                .at("/hits/hits")
                .isEmpty();
    }
}
