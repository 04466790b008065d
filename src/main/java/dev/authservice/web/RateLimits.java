package dev.authservice.web;

import dev.platform.ClientNetwork;
import dev.platform.Limiter;
import dev.platform.ProblemWriter;
import dev.platform.RateLimitFilter;
import dev.platform.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Bounds how often a network asks to be let in, on this instance. */
final class RateLimits extends RateLimitFilter {

    private final Limiter<String> limiter;
    private final LimitProperties limits;
    private final MeterRegistry meters;

    RateLimits(Limiter<String> limiter, LimitProperties limits, ProblemWriter problems, MeterRegistry meters) {
        super(problems);
        this.limiter = limiter;
        this.limits = limits;
        this.meters = meters;
    }

    @Override
    protected Optional<Verdict> ask(HttpServletRequest request) {
        String path = request.getServletPath();
        String route = path.substring(path.lastIndexOf('/') + 1);
        return limiter.ask(route, limits.of(route), ClientNetwork.of(request.getRemoteAddr()));
    }

    @Override
    protected void count(Verdict refusal) {
        meters.counter("auth_service.rate_limited", "route", refusal.budget()).increment();
    }
}
