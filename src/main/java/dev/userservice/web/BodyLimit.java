package dev.userservice.web;

import dev.platform.LimitedBody;
import dev.platform.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body that is larger than any route wants, whether its length is told or turns out, and whether anybody would
 * have read it; after the token was read, so that strangers are not listened to.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 2)
class BodyLimit extends OncePerRequestFilter {

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !RequestWithBody.hasBody(request) || WebhookRoutes.include(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body;
        try {
            body = LimitedBody.of(request, LimitedBody.LARGEST);
        } catch (ErrorResponseException refusal) {
            problems.write(response, refusal);
            return;
        }
        chain.doFilter(new RequestWithBody(request, new ReadBody(body)), response);
    }
}
