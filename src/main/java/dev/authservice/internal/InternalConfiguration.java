package dev.authservice.internal;

import dev.platform.JsonSecurity;
import dev.platform.SignedRequests;
import dev.platform.WebhookSecrets;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Lets services in by their token alone, and the User Service's analytics by their signature. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InternalProperties.class)
class InternalConfiguration {

    @Bean
    SignedRequests analyticsRequests(InternalProperties properties, InstantSource clock) {
        return new SignedRequests(
                WebhookSecrets.parse(properties.secret()), properties.tolerance(), properties.maxBody(), clock);
    }

    @Bean
    @Order(50)
    SecurityFilterChain internal(HttpSecurity http, InternalProperties properties, JsonSecurity security)
            throws Exception {
        ServiceTokens tokens = ServiceTokens.parse(properties.tokens());
        return security.stateless(http.securityMatcher("/internal/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/internal/analytics")
                        .permitAll()
                        .anyRequest()
                        .access((_, context) -> new AuthorizationDecision(tokens.allow(context.getRequest()))))
                .build();
    }
}
