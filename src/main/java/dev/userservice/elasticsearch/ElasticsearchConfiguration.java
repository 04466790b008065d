package dev.userservice.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
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
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the clients by hand: Boot 3.5 configures the 8.x client only. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ElasticsearchProperties.class)
class ElasticsearchConfiguration {

    @Bean(destroyMethod = "close")
    Rest5Client searchTransport(ElasticsearchProperties properties) {
        return transport(properties, properties.searchTimeout());
    }

    @Bean(destroyMethod = "close")
    Rest5Client writeTransport(ElasticsearchProperties properties) {
        return transport(properties, properties.writeTimeout());
    }

    @Bean
    Elasticsearch elasticsearch(
            Rest5Client searchTransport,
            Rest5Client writeTransport,
            ObjectMapper json,
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads) {
        return new Elasticsearch(
                client(searchTransport, json),
                client(writeTransport, json),
                breakers.circuitBreaker("search"),
                bulkheads.bulkhead("search"));
    }

    private static ElasticsearchClient client(Rest5Client transport, ObjectMapper json) {
        return new ElasticsearchClient(new Rest5ClientTransport(transport, new JacksonJsonpMapper(json)));
    }

    private static Rest5Client transport(ElasticsearchProperties properties, Duration responseTimeout) {
        Timeout connect = Timeout.of(properties.connectTimeout());
        Timeout response = Timeout.of(responseTimeout);
        var builder = Rest5Client.builder(properties.url())
                .setDefaultHeaders(credentials(properties))
                .setConnectionConfigCallback(
                        config -> config.setConnectTimeout(connect).setSocketTimeout(response))
                .setRequestConfigCallback(
                        config -> config.setResponseTimeout(response).setConnectionRequestTimeout(connect))
                .setConnectionManagerCallback(pool -> pool.setMaxConnPerRoute(properties.maxConnections())
                        .setMaxConnTotal(properties.maxConnections()));
        if (properties.caCertificate() != null) {
            builder.setSSLContext(trusting(properties.caCertificate()));
        }
        return builder.build();
    }

    private static Header[] credentials(ElasticsearchProperties properties) {
        if (properties.apiKey() != null) {
            return authorization("ApiKey " + properties.apiKey());
        }
        if (properties.username() != null && properties.password() != null) {
            String pair = properties.username() + ":" + properties.password();
            return authorization("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return new Header[0];
    }

    private static Header[] authorization(String value) {
        return new Header[] {new BasicHeader(HttpHeaders.AUTHORIZATION, value)};
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
