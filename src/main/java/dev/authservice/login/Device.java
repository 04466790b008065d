package dev.authservice.login;

import dev.platform.ClientNetwork;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What a request tells of where it comes from: enough for its owner to know it again, no more. */
record Device(@Nullable String userAgent, String network) {

    private static final int LONGEST = 200;

    static Device of(HttpServletRequest request) {
        return new Device(
                readable(request.getHeader(HttpHeaders.USER_AGENT)), ClientNetwork.of(request.getRemoteAddr()));
    }

    private static @Nullable String readable(@Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        String text = userAgent.replaceAll("[^\\x20-\\x7e]", "?");
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
