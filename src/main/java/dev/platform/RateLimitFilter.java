package dev.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses those who ask too often, and tells everybody what is left of their budget. */
public abstract class RateLimitFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    protected RateLimitFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    /** Takes a request from a budget; nothing if there is no limit. */
    protected abstract Optional<Verdict> ask(HttpServletRequest request);

    /** Counts a refusal. */
    protected abstract void count(Verdict refusal);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Verdict> verdict = ask(request);
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
        count(verdict);
        problems.write(
                response,
                Problem.later(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "rate_limited",
                        "At most %d requests of this kind a minute; try again in %d s"
                                .formatted(verdict.size(), verdict.secondsUntilNext()),
                        verdict.secondsUntilNext()));
    }
}
