package dev.authservice.delivery;

import dev.platform.WebhookSecrets;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what has to be made from settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class DeliveryConfiguration {

    @Bean
    WebhookSender webhookSender(DeliveryProperties properties, InstantSource clock) {
        return new WebhookSender(properties, WebhookSecrets.parse(properties.secret()), clock);
    }

    @Bean
    Breaker deliveryBreaker(DeliveryProperties properties, InstantSource clock) {
        return new Breaker(properties, clock);
    }
}
