package dev.userservice.analytics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Remembers for a while that somebody looked at somebody, as a salted hash of both, to tell a repeat. */
@Component
class RecentViews {

    private final DailySalt salt;
    private final Cache<Long, Boolean> views;

    RecentViews(AnalyticsProperties properties, InstantSource clock) {
        this.salt = new DailySalt(clock);
        this.views = Caffeine.newBuilder()
                .expireAfterWrite(properties.repeatWindow())
                .maximumSize(properties.maxRecentViews())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Whether this visitor has not looked at this person for a while; remembered from now on. */
    boolean isFirst(Visitor visitor, String userId) {
        return views.asMap().putIfAbsent(hash(visitor, userId), true) == null;
    }

    private long hash(Visitor visitor, String userId) {
        String text = salt.text() + " " + userId + " " + visitor.identity();
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
