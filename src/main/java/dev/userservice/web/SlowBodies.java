package dev.userservice.web;

import dev.platform.LimitedBody;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what bodies that come byte by byte take from all others: the time of each, and how many threads wait for them.
 * What nobody has read of a body is read here before its request is answered, as nothing else would bound that.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class SlowBodies extends OncePerRequestFilter {

    // several times what is allowed is read to its end, for whoever sends does not listen meanwhile
    private static final int MOST_DISCARDED = 8 * LimitedBody.LARGEST;

    private final Bulkhead places;
    private final Duration patience;

    SlowBodies(BulkheadRegistry bulkheads, BodyProperties properties) {
        this.places = bulkheads.bulkhead("bodies");
        this.patience = properties.patience();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !RequestWithBody.hasBody(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = new AwaitedBody(request.getInputStream(), places, patience);
        try {
            chain.doFilter(new RequestWithBody(request, body), response);
            if (!response.isCommitted()) {
                end(body, request, response);
            }
        } finally {
            body.leave();
        }
    }

    private static void end(AwaitedBody body, HttpServletRequest request, HttpServletResponse response) {
        // whoever asks whether to send has been told not to
        if (!body.isFinished() && request.getHeader(HttpHeaders.EXPECT) == null) {
            body.discard(MOST_DISCARDED);
        }
        if (!body.isFinished()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
    }
}
