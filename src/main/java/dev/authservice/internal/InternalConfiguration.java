package dev.authservice.internal;

import dev.platform.ProblemWriter;
import dev.platform.SignedRequests;
import dev.platform.WebhookSecrets;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
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
    SecurityFilterChain internal(HttpSecurity http, InternalProperties properties, ProblemWriter problems)
            throws Exception {
        ServiceTokens tokens = ServiceTokens.parse(properties.tokens());
        return http.securityMatcher("/internal/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/internal/analytics")
                        .permitAll()
                        .anyRequest()
                        .access((_, context) -> new AuthorizationDecision(tokens.allow(
                                Optional.ofNullable(context.getRequest().getHeader(HttpHeaders.AUTHORIZATION))
                                        .orElse("")))))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((_, response, _) -> {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                    problems.write(
                            response, HttpStatus.UNAUTHORIZED, "unauthorized", "A valid service token is needed");
                }))
                .build();
    }
}
