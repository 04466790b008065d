package dev.userservice.indexing;

import dev.platform.Degraded;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.elasticsearch.PlainRequest;
import java.util.Map;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** DOWN when the index of users answers no searches, so that Postgres has to; DEGRADED when it takes no writes. */
@Component
class UserIndexHealthIndicator extends AbstractHealthIndicator {

    private static final PlainRequest BLOCKS =
            PlainRequest.get("/" + UserIndex.ALIAS + "/_settings/index.blocks.*", Map.of("flat_settings", "true"));

    private final Elasticsearch elasticsearch;

    UserIndexHealthIndicator(Elasticsearch elasticsearch) {
        super("The index cannot be asked");
        this.elasticsearch = elasticsearch;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        try {
            elasticsearch.search(client ->
                    client.search(search -> search.index(UserIndex.ALIAS).size(0), Void.class));
            health.up();
            if (elasticsearch.search(BLOCKS::send).toString().contains("\"true\"")) {
                health.status(Degraded.STATUS)
                        .withDetail("reason", "it is blocked, as Elasticsearch does when a disk is full");
            }
        } catch (ElasticsearchUnavailableException e) {
            // not an error of ours: one line for whoever asks, and none in the log
            health.down().withDetail("reason", String.valueOf(e.getMessage()));
        }
    }
}
