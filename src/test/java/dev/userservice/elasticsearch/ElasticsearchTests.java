package dev.userservice.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;

/** What a caller is told who finds all places at Elasticsearch taken. */
class ElasticsearchTests {

    private final Bulkhead oneAtATime = Bulkhead.of(
            "search",
            BulkheadConfig.custom()
                    .maxConcurrentCalls(1)
                    .maxWaitDuration(Duration.ZERO)
                    .build());
    private final ElasticsearchClient nowhere = new ElasticsearchClient(new BlockingTransport(
            HttpClients.createMinimal(),
            URI.create("http://localhost:1"),
            RequestConfig.DEFAULT,
            Map.of(),
            new JacksonJsonpMapper()));

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final Elasticsearch elasticsearch =
            new Elasticsearch(nowhere, nowhere, CircuitBreaker.ofDefaults("search"), oneAtATime, () -> now);

    @Test
    void itIsOverloadedWhileItAnswersOthers() {
        elasticsearch.search(client -> "an answer");
        now = now.plusMillis(499);

        takeAllPlaces();

        assertThatExceptionOfType(ElasticsearchOverloadedException.class).isThrownBy(this::ask);
    }

    @Test
    void itHangsWhenItHasAnsweredNobodyForAWhile() {
        elasticsearch.search(client -> "an answer");
        now = now.plusMillis(500);

        takeAllPlaces();

        assertThatExceptionOfType(ElasticsearchUnavailableException.class)
                .isThrownBy(this::ask)
                .isNotInstanceOf(ElasticsearchOverloadedException.class);
    }

    @Test
    void itHangsWhenItHasNeverAnswered() {
        takeAllPlaces();

        assertThatExceptionOfType(ElasticsearchUnavailableException.class)
                .isThrownBy(this::ask)
                .isNotInstanceOf(ElasticsearchOverloadedException.class);
    }

    private void takeAllPlaces() {
        assertThat(oneAtATime.tryAcquirePermission()).isTrue();
    }

    private void ask() {
        elasticsearch.search(client -> "an answer");
    }
}
