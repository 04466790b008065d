package dev.userservice.limits;

import dev.platform.ProblemWriter;
import dev.userservice.web.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses those who ask too often, and tells everybody what is left; after the token was read, before any work. */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 1)
class RateLimits extends OncePerRequestFilter {

    private final Limiter limiter;
    private final ProblemWriter problems;
    private final MeterRegistry meters;

    RateLimits(Limiter limiter, ProblemWriter problems, MeterRegistry meters) {
        this.limiter = limiter;
        this.problems = problems;
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Verdict> verdict = RouteKind.of(request.getServletPath())
                .flatMap(kind -> limiter.ask(kind, Asker.of(Caller.current(), request.getRemoteAddr())));
        verdict.ifPresent(known -> {
            response.setHeader("RateLimit-Policy", known.policy());
            response.setHeader("RateLimit", known.state());
        });
        if (verdict.isEmpty() || verdict.get().isAllowed()) {
            chain.doFilter(request, response);
        } else {
            refuse(response, verdict.get());
        }
    }

    private void refuse(HttpServletResponse response, Verdict verdict) throws IOException {
        meters.counter("user_service.rate_limited", "kind", verdict.kind().wireName())
                .increment();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(verdict.secondsUntilNext()));
        problems.write(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "rate_limited",
                "At most %d requests of this kind a minute; try again in %d s"
                        .formatted(verdict.budget(), verdict.secondsUntilNext()));
    }
}
