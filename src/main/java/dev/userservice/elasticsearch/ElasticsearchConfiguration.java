package dev.userservice.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the clients by hand: Boot 3.5 configures the 8.x client only. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ElasticsearchProperties.class)
class ElasticsearchConfiguration {

    private static final TimeValue IDLE_CONNECTIONS_ARE_TRUSTED = TimeValue.ofSeconds(1);
    // a page of hits is read at once
    private static final Http1Config LARGE_READS =
            Http1Config.custom().setBufferSize(32 * 1024).build();

    @Bean(destroyMethod = "close")
    BlockingTransport searchTransport(ElasticsearchProperties properties, ObjectMapper json) {
        return transport(properties, properties.searchTimeout(), json);
    }

    @Bean(destroyMethod = "close")
    BlockingTransport writeTransport(ElasticsearchProperties properties, ObjectMapper json) {
        return transport(properties, properties.writeTimeout(), json);
    }

    @Bean
    Elasticsearch elasticsearch(
            BlockingTransport searchTransport,
            BlockingTransport writeTransport,
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            InstantSource clock) {
        return new Elasticsearch(
                new ElasticsearchClient(searchTransport),
                new ElasticsearchClient(writeTransport),
                breakers.circuitBreaker("search"),
                bulkheads.bulkhead("search"),
                clock);
    }

    private static BlockingTransport transport(
            ElasticsearchProperties properties, Duration responseTimeout, ObjectMapper json) {
        // the client reads documents out of the middle of an answer
        ObjectMapper parts = json.copy().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return new BlockingTransport(
                // whoever calls decides what may be tried again
                HttpClients.createMinimal(connections(properties, responseTimeout)),
                properties.url(),
                RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(responseTimeout))
                        .setConnectionRequestTimeout(Timeout.of(properties.connectTimeout()))
                        .build(),
                credentials(properties),
                new JacksonJsonpMapper(parts));
    }

    private static HttpClientConnectionManager connections(
            ElasticsearchProperties properties, Duration responseTimeout) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(LARGE_READS)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                        .setSocketTimeout(Timeout.of(responseTimeout))
                        .setValidateAfterInactivity(IDLE_CONNECTIONS_ARE_TRUSTED)
                        .build())
                .setMaxConnPerRoute(properties.maxConnections())
                .setMaxConnTotal(properties.maxConnections());
        if (properties.caCertificate() != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(trusting(properties.caCertificate())));
        }
        return connections.build();
    }

    private static Map<String, String> credentials(ElasticsearchProperties properties) {
        if (properties.apiKey() != null) {
            return Map.of(HttpHeaders.AUTHORIZATION, "ApiKey " + properties.apiKey());
        }
        if (properties.username() != null && properties.password() != null) {
            String pair = properties.username() + ":" + properties.password();
            return Map.of(
                    HttpHeaders.AUTHORIZATION,
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return Map.of();
    }

    private static SSLContext trusting(Path caCertificate) {
        try (InputStream pem = Files.newInputStream(caCertificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "elasticsearch", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            return SSLContexts.custom().loadTrustMaterial(trusted, null).build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The CA certificate for Elasticsearch cannot be read: " + caCertificate, e);
        }
    }
}
