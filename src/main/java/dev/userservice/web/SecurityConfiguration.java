package dev.userservice.web;

import dev.platform.JsonSecurity;
import dev.platform.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may do what: every route is named here, and whatever is not named is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    // with every method: one that a route does not have is answered with 405 and those it has
    private static final String[] PUBLIC = {
        "/search/influencers",
        "/search/influencers/*/similar",
        "/search/users",
        "/search/brands",
        "/search/crew",
        "/search/suggestions",
        "/analytics/search-trends",
        "/public/users/*",
        "/public/influencers/*",
        "/public/brands/*",
        "/public/crew/*",
        "/analytics/trending-influencers",
        "/analytics/popular-brands",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/swagger-ui/**",
        "/swagger-ui.html"
    };

    /** Requests are measured as a whole; measuring each filter costs more than most of them do. */
    @Bean
    static SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** On a port of its own that is never published; see the README. */
    @Bean
    @Order(1)
    SecurityFilterChain operations(HttpSecurity http, JsonSecurity security) throws Exception {
        return security.stateless(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** The Auth Service's webhooks carry a signature of their own; tokens are not looked at. */
    @Bean
    @Order(2)
    SecurityFilterChain webhooks(HttpSecurity http, JsonSecurity security) throws Exception {
        PathPatternRequestMatcher.Builder webhook = PathPatternRequestMatcher.withDefaults();
        List<RequestMatcher> routes =
                WebhookRoutes.ALL.stream().<RequestMatcher>map(webhook::matcher).toList();
        return security.stateless(http.securityMatcher(new OrRequestMatcher(routes)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain api(HttpSecurity http, JsonSecurity security) throws Exception {
        return security.stateless(http)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                "/search/why",
                                "/analytics/profile-views/*",
                                "/analytics/user-insights/*",
                                "/favorites",
                                "/favorites/*",
                                "/recommendations",
                                "/recommendations/dismissed/*")
                        .authenticated()
                        .requestMatchers(PUBLIC)
                        .permitAll()
                        .requestMatchers("/analytics/changes")
                        .hasAnyRole("SERVICE", "ADMIN", "SUPER_ADMIN")
                        .requestMatchers("/sync/**", "/admin/**")
                        .hasAnyRole("ADMIN", "SUPER_ADMIN")
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(security.unauthorized())
                        .accessDeniedHandler(security.forbidden()))
                .build();
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, rejection) ->
                problems.write(response, HttpStatus.BAD_REQUEST, "bad_request", "The request is malformed");
    }
}
