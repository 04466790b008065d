package dev.userservice.analytics;

import dev.platform.WebhookSecrets;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what has to be made from settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AnalyticsProperties.class,
    ActivityProperties.class,
    FeedProperties.class,
    ScoreProperties.class
})
class AnalyticsConfiguration {

    @Bean
    FeedSender feedSender(FeedProperties properties, InstantSource clock) {
        return new FeedSender(properties, WebhookSecrets.parse(properties.secret()), clock);
    }
}
