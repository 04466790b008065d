package dev.userservice.reindexing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * How long the searches of this instance take, against how long they took while no index was being filled and the instance
 * was warm.
 */
@Component
class SearchLatency {

    /** In milliseconds; no more is taken for usual as long as few have searched. */
    private static final double USUAL = 50;

    private static final double WEIGHT = 0.3;

    // a service that has answered fewer is slow because its code is not compiled yet
    private static final long WARM = 500;

    private final MeterRegistry meters;
    private final ReindexingProperties properties;
    private double usual = USUAL;
    private double recent = USUAL;
    private double total;
    private long count;

    SearchLatency(MeterRegistry meters, ReindexingProperties properties) {
        this.meters = meters;
        this.properties = properties;
    }

    /** Whether the searches since the last look, if there were any, took too long; learns what is usual in quiet times. */
    synchronized boolean areSlow(boolean filling) {
        // those who were refused waited for nothing
        List<Timer> timers = meters.find("user_service.search").timers().stream()
                .filter(timer -> !"unavailable".equals(timer.getId().getTag("outcome")))
                .toList();
        long countNow = timers.stream().mapToLong(Timer::count).sum();
        double totalNow = timers.stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.MILLISECONDS))
                .sum();
        long searches = countNow - count;
        double mean = (totalNow - total) / Math.max(1.0, (double) searches);
        count = countNow;
        total = totalNow;
        if (searches == 0) {
            return false;
        }
        recent += WEIGHT * (mean - recent);
        if (!filling) {
            usual = count < WARM ? Math.min(USUAL, recent) : recent;
        }
        return recent > Math.max((double) properties.latencyFloor().toMillis(), properties.latencyRatio() * usual);
    }
}
