package dev.userservice.analytics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Remembers for a while that somebody looked at somebody, as a salted hash of both, to tell a repeat. */
@Component
class RecentViews {

    private final Cache<Long, Boolean> views;
    private final Duration window;

    RecentViews(AnalyticsProperties properties, InstantSource clock) {
        this.window = properties.repeatWindow();
        this.views = Caffeine.newBuilder()
                .expireAfterWrite(window)
                .maximumSize(properties.maxRecentViews())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Whether nobody with either hash of this view has looked at this person for a while; remembered from now on. */
    boolean isFirst(View view) {
        return views.getIfPresent(view.former()) == null && views.asMap().putIfAbsent(view.viewer(), true) == null;
    }

    /** From when on views are remembered at this time. */
    Instant since(Instant now) {
        return now.minus(window);
    }
}
