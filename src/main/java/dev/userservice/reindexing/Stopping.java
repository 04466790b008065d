package dev.userservice.reindexing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Waiting that ends at once when the service is stopped. */
@Component
class Stopping {

    private final CountDownLatch stopping = new CountDownLatch(1);

    @EventListener
    void on(ContextClosedEvent closed) {
        stopping.countDown();
    }

    boolean isNow() {
        return stopping.getCount() == 0;
    }

    /** Whether the service was stopped within this time. */
    boolean within(Duration time) {
        try {
            return stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
