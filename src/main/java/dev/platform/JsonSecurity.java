package dev.platform;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/** How an API without cookies is guarded: no sessions of the servlet kind, no forms, and problems for refusals. */
@Configuration(proxyBeanMethods = false)
public class JsonSecurity {

    private final ProblemWriter problems;

    JsonSecurity(ProblemWriter problems) {
        this.problems = problems;
    }

    /**
     * A chain that remembers nobody and answers with problems. It has no filters for sessions and for principals in the
     * manner of servlets: each would wrap every request or answer for nobody.
     */
    public HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .securityContext(
                        contexts -> contexts.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthorized()).accessDeniedHandler(forbidden()));
    }

    /** 401 for whoever is not known. */
    public AuthenticationEntryPoint unauthorized() {
        return (request, response, failure) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problems.write(response, HttpStatus.UNAUTHORIZED, "unauthorized", "A valid access token is needed");
        };
    }

    /** 403 for whoever is known and may not. */
    public AccessDeniedHandler forbidden() {
        return (request, response, failure) ->
                problems.write(response, HttpStatus.FORBIDDEN, "forbidden", "This token does not allow it");
    }
}
