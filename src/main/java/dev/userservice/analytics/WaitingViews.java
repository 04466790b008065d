package dev.userservice.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.stereotype.Component;

/** The views that wait to be compared with those of other instances and to be written; so many at most. */
@Component
class WaitingViews {

    private final BlockingQueue<View> views;
    private final Counter dropped;

    WaitingViews(AnalyticsProperties properties, MeterRegistry meters) {
        this.views = new LinkedBlockingQueue<>(properties.maxRecentViews());
        this.dropped = meters.counter(WaitingCounts.DROPPED);
        Gauge.builder("user_service.analytics.waiting.views", views, BlockingQueue::size)
                .description("Profile views that wait to be written")
                .register(meters);
    }

    /** Adds to what waits. Neither blocks nor throws. */
    void add(View view) {
        if (!views.offer(view)) {
            dropped.increment();
        }
    }

    /** Takes out everything that waits, the oldest first. */
    List<View> takeAll() {
        List<View> taken = new ArrayList<>();
        views.drainTo(taken);
        return taken;
    }
}
