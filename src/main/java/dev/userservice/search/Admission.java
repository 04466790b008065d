package dev.userservice.search;

import dev.platform.ProblemWriter;
import dev.userservice.elasticsearch.Elasticsearch;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses, before any work is done for them, searches beyond what Elasticsearch can answer soon: the time of those who are
 * answered is not spent on those who are not. While it answers nobody it is not busy but hangs, and somebody stands in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class Admission extends OncePerRequestFilter {

    private static final Map<String, SearchKind> ROUTES = Arrays.stream(SearchKind.values())
            .collect(Collectors.toUnmodifiableMap(kind -> "/search/" + kind.word(), kind -> kind));

    private final Bulkhead places;
    private final Elasticsearch elasticsearch;
    private final RecordedSearches searches;
    private final ProblemWriter problems;

    Admission(
            BulkheadRegistry bulkheads,
            Elasticsearch elasticsearch,
            RecordedSearches searches,
            ProblemWriter problems) {
        this.places = bulkheads.bulkhead("admission");
        this.elasticsearch = elasticsearch;
        this.searches = searches;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SearchKind kind = ROUTES.get(request.getServletPath());
        if (kind == null) {
            chain.doFilter(request, response);
        } else if (places.tryAcquirePermission()) {
            try {
                chain.doFilter(request, response);
            } finally {
                places.releasePermission();
            }
        } else if (elasticsearch.answersLately()) {
            searches.refused(kind);
            problems.write(response, SearchUnavailable.answer());
        } else {
            chain.doFilter(request, response);
        }
    }
}
