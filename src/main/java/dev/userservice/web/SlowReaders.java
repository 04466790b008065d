package dev.userservice.web;

import dev.platform.Problem;
import dev.platform.ProblemWriter;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how many threads wait for those who read the documentation byte by byte: its files are larger than what the
 * kernel keeps of an answer.
 */
// inside SlowBodies: nobody's body is waited for while a place is held that others could read with
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class SlowReaders extends OncePerRequestFilter {

    private static final List<String> DOCUMENTATION = List.of("/swagger-ui", "/v3/api-docs");

    private final Bulkhead places;
    private final ProblemWriter problems;

    SlowReaders(BulkheadRegistry bulkheads, ProblemWriter problems) {
        this.places = bulkheads.bulkhead("documentation");
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return DOCUMENTATION.stream().noneMatch(path::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquirePermission()) {
            problems.write(
                    response,
                    Problem.later(
                            HttpStatus.SERVICE_UNAVAILABLE, "too_many_readers", "Too many read this; try again", 1));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.onComplete();
        }
    }
}
