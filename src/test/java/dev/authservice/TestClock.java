package dev.authservice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The time of the service under test, which a test can move. */
public final class TestClock implements InstantSource {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    public void advance(Duration time) {
        ahead.updateAndGet(time::plus);
    }

    void reset() {
        ahead.set(Duration.ZERO);
    }
}
