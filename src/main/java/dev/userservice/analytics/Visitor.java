package dev.userservice.analytics;

import dev.userservice.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who looks, as far as the request tells. Lives as long as the request: nothing of it is kept but a hash. */
record Visitor(
        @Nullable String userId, String address, @Nullable String userAgent, boolean isLooking) {

    /** Who sent the request on this thread. */
    static Visitor current() {
        var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        HttpServletRequest request = attributes.getRequest();
        return new Visitor(
                Caller.current().userId(),
                request.getRemoteAddr(),
                request.getHeader("User-Agent"),
                request.getMethod().equals("GET"));
    }

    boolean isBot() {
        return Bots.include(userAgent);
    }

    boolean is(String id) {
        return id.equals(userId);
    }

    /** What tells visitors apart: the account, or else address and browser. */
    String identity() {
        return userId != null ? "user " + userId : "browser " + address + " " + userAgent;
    }

    /** Stands for this visitor of this person; without the salt nobody can tell who it was. */
    long hash(String salt, String viewed) {
        String text = salt + " " + viewed + " " + identity();
        return ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
