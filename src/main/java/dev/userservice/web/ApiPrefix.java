package dev.userservice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers every route under {@code /api} too, whether the gateway strips the prefix or not. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ApiPrefix extends OncePerRequestFilter {

    private static final String PREFIX = "/api";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(PREFIX + "/")
                || !request.getServletPath().startsWith(PREFIX + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new WithoutPrefix(request), response);
    }

    private static final class WithoutPrefix extends HttpServletRequestWrapper {

        WithoutPrefix(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return super.getRequestURI().substring(PREFIX.length());
        }

        @Override
        public String getServletPath() {
            return super.getServletPath().substring(PREFIX.length());
        }
    }
}
