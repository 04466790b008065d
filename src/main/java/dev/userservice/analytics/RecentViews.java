package dev.userservice.analytics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Remembers for a while that somebody looked at somebody, as a salted hash of both, to tell a repeat. */
@Component
class RecentViews {

    private final Cache<Long, Boolean> views;

    RecentViews(AnalyticsProperties properties, InstantSource clock) {
        this.views = Caffeine.newBuilder()
                .expireAfterWrite(properties.repeatWindow())
                .maximumSize(properties.maxRecentViews())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Whether who has this hash has not looked at this person for a while; remembered from now on. */
    boolean isFirst(long viewer) {
        return views.asMap().putIfAbsent(viewer, true) == null;
    }
}
