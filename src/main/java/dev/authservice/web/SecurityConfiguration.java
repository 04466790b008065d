package dev.authservice.web;

import dev.platform.JsonSecurity;
import dev.platform.Limiter;
import dev.platform.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may do what: every route is named here or in a chain of its own module, and whatever is not named is refused. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class SecurityConfiguration {

    // answers are data, which nobody shows in a frame or runs
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGES =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    private final JsonSecurity security;

    SecurityConfiguration(JsonSecurity security) {
        this.security = security;
    }

    /** Requests are measured as a whole; measuring each filter costs more than most of them do. */
    @Bean
    static SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** On a port of its own that is never published; see the README. */
    @Bean
    @Order(1)
    SecurityFilterChain operations(HttpSecurity http) throws Exception {
        return chain(http.securityMatcher(EndpointRequest.toAnyEndpoint()), DATA)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain documentation(HttpSecurity http) throws Exception {
        return chain(
                        http.securityMatcher(
                                "/v3/api-docs",
                                "/v3/api-docs/**",
                                "/v3/api-docs.yaml",
                                "/swagger-ui/**",
                                "/swagger-ui.html"),
                        PAGES)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Whoever comes here has no access token, or one that has expired: it is not looked at. */
    @Bean
    @Order(3)
    SecurityFilterChain entrance(HttpSecurity http, RateLimits limits) throws Exception {
        return chain(
                        http.securityMatcher(
                                "/api/auth/register",
                                "/api/auth/login",
                                "/api/auth/refresh",
                                "/api/auth/logout",
                                "/.well-known/jwks.json"),
                        DATA)
                .addFilterBefore(limits, AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** A token is believed as long as its session lasts; what it allows is asked of the account, not of the token. */
    @Bean
    @Order(100)
    SecurityFilterChain api(HttpSecurity http, Converter<Jwt, AbstractAuthenticationToken> sessions) throws Exception {
        return chain(http, DATA)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/api/auth/users/**")
                        .authenticated()
                        .requestMatchers("/api/auth/admin/**")
                        .hasAnyRole("ADMIN", "SUPER_ADMIN")
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(sessions))
                        .authenticationEntryPoint(security.unauthorized())
                        .accessDeniedHandler(security.forbidden()))
                .build();
    }

    private HttpSecurity chain(HttpSecurity http, String content) throws Exception {
        return security.stateless(http)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(content))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
    }

    @Bean
    RateLimits rateLimits(LimitProperties limits, InstantSource clock, ProblemWriter problems, MeterRegistry meters) {
        return new RateLimits(new Limiter<>(() -> 1, new WallClock(clock)), limits, problems, meters);
    }

    /** Only where it is put into a chain. */
    @Bean
    FilterRegistrationBean<RateLimits> rateLimitsNowhereElse(RateLimits limits) {
        var registration = new FilterRegistrationBean<>(limits);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, rejection) ->
                problems.write(response, HttpStatus.BAD_REQUEST, "bad_request", "The request is malformed");
    }
}
