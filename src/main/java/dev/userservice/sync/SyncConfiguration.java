package dev.userservice.sync;

import dev.platform.SignedRequests;
import dev.platform.WebhookSecrets;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what has to be made from settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    WebhookProperties.class,
    SourceProperties.class,
    PullProperties.class,
    DriftProperties.class
})
class SyncConfiguration {

    @Bean
    SignedRequests signedRequests(WebhookProperties properties, InstantSource clock) {
        return new SignedRequests(
                WebhookSecrets.parse(properties.secret()), properties.tolerance(), properties.maxBody(), clock);
    }
}
