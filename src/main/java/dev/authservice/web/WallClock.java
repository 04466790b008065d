package dev.authservice.web;

import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The time budgets are measured by, as the rest of the service sees it. */
record WallClock(InstantSource source) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        return TimeUnit.MILLISECONDS.toNanos(source.millis());
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
