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
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses, before Elasticsearch is asked for them, searches beyond what it can answer soon: the time of those who are
 * answered is not spent on those who are not. While it answers nobody it is not busy but hangs or rests, and all go on.
 * Whoever is refused for another reason takes no place.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 3)
class Admission extends OncePerRequestFilter {

    private static final Map<String, SearchKind> ROUTES = Arrays.stream(SearchKind.values())
            .collect(Collectors.toUnmodifiableMap(kind -> "/search/" + kind.word(), kind -> kind));

    private final Bulkhead places;
    private final Elasticsearch elasticsearch;
    private final RecordedSearches searches;
    private final DegradationLog degradation;
    private final ProblemWriter problems;

    Admission(
            BulkheadRegistry bulkheads,
            Elasticsearch elasticsearch,
            RecordedSearches searches,
            DegradationLog degradation,
            ProblemWriter problems) {
        this.places = bulkheads.bulkhead("admission");
        this.elasticsearch = elasticsearch;
        this.searches = searches;
        this.degradation = degradation;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SearchKind kind = ROUTES.get(request.getServletPath());
        boolean hasPlace = kind != null && places.tryAcquirePermission();
        if (kind != null && !hasPlace && elasticsearch.answersLately()) {
            refuse(kind, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (hasPlace) {
                places.onComplete();
            }
        }
    }

    private void refuse(SearchKind kind, HttpServletResponse response) throws IOException {
        searches.notBegun(kind);
        degradation.degraded("refused", "more are asked for than Elasticsearch can answer");
        problems.write(response, SearchUnavailable.answer());
    }
}
