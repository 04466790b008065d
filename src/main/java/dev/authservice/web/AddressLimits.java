package dev.authservice.web;

import dev.authservice.web.AddressBudgets.Verdict;
import dev.platform.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a network that asks to be let in too often, and tells it what is left. */
final class AddressLimits extends OncePerRequestFilter {

    private final AddressBudgets budgets;
    private final ProblemWriter problems;
    private final MeterRegistry meters;

    AddressLimits(AddressBudgets budgets, ProblemWriter problems, MeterRegistry meters) {
        this.budgets = budgets;
        this.problems = problems;
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        Optional<Verdict> verdict =
                budgets.take(path.substring(path.lastIndexOf('/') + 1), ClientNetwork.of(request.getRemoteAddr()));
        verdict.ifPresent(known -> tell(response, known));
        if (verdict.isEmpty() || verdict.get().isAllowed()) {
            chain.doFilter(request, response);
        } else {
            refuse(response, verdict.get());
        }
    }

    private static void tell(HttpServletResponse response, Verdict verdict) {
        response.setHeader(
                "RateLimit-Policy",
                "\"%s\";q=%d;w=%d".formatted(verdict.route(), verdict.limit(), AddressBudgets.REFILL.toSeconds()));
        response.setHeader(
                "RateLimit", "\"%s\";r=%d;t=%d".formatted(verdict.route(), verdict.left(), verdict.secondsUntilFull()));
    }

    private void refuse(HttpServletResponse response, Verdict verdict) throws IOException {
        meters.counter("auth_service.rate_limited", "route", verdict.route()).increment();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(verdict.secondsToWait()));
        problems.write(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "rate_limited",
                "Too many requests from this network; try again in " + verdict.secondsToWait() + " s");
    }
}
