package dev.userservice.elasticsearch;

import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch.cluster.HealthResponse;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** DOWN when Elasticsearch does not answer or has lost a primary shard. */
@Component
class ElasticsearchHealthIndicator extends AbstractHealthIndicator {

    private final Elasticsearch elasticsearch;

    ElasticsearchHealthIndicator(Elasticsearch elasticsearch) {
        super("Elasticsearch cannot be reached");
        this.elasticsearch = elasticsearch;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        try {
            HealthResponse cluster =
                    elasticsearch.search(client -> client.cluster().health());
            health.status(cluster.status() == HealthStatus.Red ? "DOWN" : "UP")
                    .withDetail("cluster", cluster.status().jsonValue());
        } catch (ElasticsearchUnavailableException e) {
            // not an error of ours: one line for whoever asks, and none in the log
            health.down().withDetail("reason", String.valueOf(e.getMessage()));
        }
    }
}
