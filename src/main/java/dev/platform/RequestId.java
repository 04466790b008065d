package dev.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request an id, taken from the gateway if it sent a sane one, for answers and log lines alike. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestId extends OncePerRequestFilter {

    private static final String HEADER = "X-Request-ID";
    private static final String KEY = "requestId";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The id of the request on this thread. */
    public static String current() {
        String id = MDC.get(KEY);
        return id == null ? "none" : id;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var _ = MDC.putCloseable(KEY, give(request, response))) {
            chain.doFilter(request, response);
        }
    }

    /** The id of a request, which its answer then tells too. */
    static String give(HttpServletRequest request, HttpServletResponse response) {
        String id = id(request);
        request.setAttribute(KEY, id);
        response.setHeader(HEADER, id);
        return id;
    }

    private static String id(HttpServletRequest request) {
        if (request.getAttribute(KEY) instanceof String known) {
            return known;
        }
        String given = request.getHeader(HEADER);
        return given != null && SANE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    // an error is reported under the id of the request that failed
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
