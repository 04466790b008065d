package dev.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells browsers to make nothing of an answer but what it is; whatever refuses a request, it is in the answer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SafetyHeaders extends OncePerRequestFilter {

    private static final String ANSWER = "default-src 'none'; frame-ancestors 'none'";
    // the one page there is, made of files of its own
    private static final String PAGE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        add(request, response);
        chain.doFilter(request, response);
    }

    static void add(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", isPage(request.getRequestURI()) ? PAGE : ANSWER);
    }

    private static boolean isPage(String path) {
        return path.startsWith("/swagger-ui") || path.startsWith("/api/swagger-ui");
    }
}
