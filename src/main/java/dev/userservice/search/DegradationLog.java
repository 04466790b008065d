package dev.userservice.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells of searches that are not answered as they should be, without a line for each: when it begins, every few seconds
 * how many there were, and once when it is over.
 */
@Component
class DegradationLog {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final Duration OVER_AFTER = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(DegradationLog.class);

    private final InstantSource clock;
    private volatile @Nullable Instant last;
    private Instant lastLine = Instant.EPOCH;
    private long untold;

    DegradationLog(InstantSource clock) {
        this.clock = clock;
    }

    /** A search was answered in part, by Postgres, or not at all. */
    synchronized void degraded(String how, @Nullable String why) {
        Instant now = clock.instant();
        untold++;
        if (last == null) {
            log.warn("Searches are degraded: {}: {}", how, why);
            told(now);
        } else if (!now.isBefore(lastLine.plus(BETWEEN_LINES))) {
            log.warn("{} more searches were degraded, the last one so: {}: {}", untold, how, why);
            told(now);
        }
        last = now;
    }

    /** A search was answered as it should be; a single good answer among bad ones does not make all well. */
    void normal() {
        if (last != null) {
            end(clock.instant());
        }
    }

    private synchronized void end(Instant now) {
        if (last != null && !now.isBefore(last.plus(OVER_AFTER))) {
            log.info("Searches are back to normal; {} more were degraded until then", untold);
            last = null;
            untold = 0;
        }
    }

    private void told(Instant now) {
        lastLine = now;
        untold = 0;
    }
}
