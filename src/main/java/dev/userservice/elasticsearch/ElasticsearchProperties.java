package dev.userservice.elasticsearch;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Elasticsearch is and how long to wait for it. The client's own defaults wait for ever for a response, so both
 * waits are set here: short for somebody who is searching, long for a bulk write that nobody waits for.
 */
@Validated
@ConfigurationProperties("user-service.elasticsearch")
record ElasticsearchProperties(
        @NotNull URI url,
        @Nullable String apiKey,
        @Nullable String username,
        @Nullable String password,
        @Nullable Path caCertificate,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("700ms") Duration searchTimeout,
        @DefaultValue("30s") Duration writeTimeout,
        @Positive @DefaultValue("32") int maxConnections) {

    @Override
    public String toString() {
        return "ElasticsearchProperties[connectTimeout=%s, searchTimeout=%s, writeTimeout=%s, maxConnections=%d]"
                .formatted(connectTimeout, searchTimeout, writeTimeout, maxConnections);
    }
}
