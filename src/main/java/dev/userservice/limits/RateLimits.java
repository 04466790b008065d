package dev.userservice.limits;

import dev.platform.Limiter;
import dev.platform.ProblemWriter;
import dev.platform.RateLimitFilter;
import dev.platform.Verdict;
import dev.userservice.web.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Bounds what each caller asks for by the kind of the route; after the token was read, before any work. */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 1)
class RateLimits extends RateLimitFilter {

    private final Limiter<Asker> limiter;
    private final Budgets budgets;
    private final MeterRegistry meters;

    RateLimits(Limiter<Asker> limiter, Budgets budgets, ProblemWriter problems, MeterRegistry meters) {
        super(problems);
        this.limiter = limiter;
        this.budgets = budgets;
        this.meters = meters;
    }

    @Override
    protected Optional<Verdict> ask(HttpServletRequest request) {
        return RouteKind.of(request.getServletPath()).flatMap(kind -> {
            Asker asker = Asker.of(Caller.current(), request.getRemoteAddr());
            return limiter.ask(kind.wireName(), budgets.of(kind, asker.standing()), asker);
        });
    }

    @Override
    protected void count(Verdict refusal) {
        meters.counter("user_service.rate_limited", "kind", refusal.budget()).increment();
    }
}
