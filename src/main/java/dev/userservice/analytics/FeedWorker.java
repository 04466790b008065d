package dev.userservice.analytics;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Feeds the Auth Service at intervals for as long as the service runs; sooner again after a failure. */
@Component
class FeedWorker implements SmartLifecycle {

    private static final long STOP_MILLIS = 3000;

    private static final Logger log = LoggerFactory.getLogger(FeedWorker.class);

    private final AnalyticsFeed feed;
    private final FeedProperties properties;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("analytics-feed").unstarted(this::work);
    private final CountDownLatch stopped = new CountDownLatch(1);

    FeedWorker(AnalyticsFeed feed, FeedProperties properties) {
        this.feed = feed;
        this.properties = properties;
    }

    @Override
    public void start() {
        if (properties.isOn()) {
            thread.start();
        }
    }

    private void work() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = pauseAfterTelling(properties.pause());
            }
        } catch (InterruptedException e) {
            // by the stop
        }
    }

    private Duration pauseAfterTelling(Duration interval) {
        try {
            return feed.tellAll(properties).orElse(interval);
        } catch (DataAccessException e) {
            log.debug("Postgres cannot be asked what to tell: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("The Auth Service could not be told of the analytics", e);
        }
        return interval;
    }

    @Override
    public void stop() {
        stopped.countDown();
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }
}
