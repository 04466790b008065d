package dev.authservice.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** The tokens that services show, several while one is being replaced, separated by commas. */
record ServiceTokens(List<byte[]> tokens) {

    private static final String SCHEME = "Bearer ";

    static ServiceTokens parse(String tokens) {
        return new ServiceTokens(Arrays.stream(tokens.split(",", -1))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .map(ServiceTokens::bytes)
                .toList());
    }

    /** Whether a request shows one of the tokens; all are compared, whatever matches. */
    boolean allow(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean allowed = false;
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            byte[] shown = bytes(authorization.substring(SCHEME.length()).strip());
            for (byte[] token : tokens) {
                allowed |= MessageDigest.isEqual(token, shown);
            }
        }
        return allowed;
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return tokens.size() + " service tokens";
    }
}
