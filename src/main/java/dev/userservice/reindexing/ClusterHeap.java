package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.PlainRequest;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How full Elasticsearch's heap is, by what survived its youth: all else is about to be collected anyway. */
@Component
class ClusterHeap {

    private final Elasticsearch elasticsearch;

    ClusterHeap(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** The share in use, of the node where it is the highest. */
    double used() {
        JsonNode nodes = elasticsearch
                .write(PlainRequest.get(
                        "/_nodes/stats/jvm",
                        Map.of("filter_path", "nodes.*.jvm.mem.pools.old,nodes.*.jvm.mem.heap_max_in_bytes"))::send)
                .path("nodes");
        double highest = 0;
        for (JsonNode node : nodes) {
            double used = node.at("/jvm/mem/pools/old/used_in_bytes").asDouble();
            highest = Math.max(
                    highest, used / node.at("/jvm/mem/heap_max_in_bytes").asDouble(Double.MAX_VALUE));
        }
        return highest;
    }
}
