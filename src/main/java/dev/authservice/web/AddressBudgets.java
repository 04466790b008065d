package dev.authservice.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What each network has left of each route's requests, on this instance; who has not asked for a while has all. */
@Component
class AddressBudgets {

    static final Duration REFILL = Duration.ofMinutes(1);
    private static final int MOST_NETWORKS = 100_000;

    private final LimitProperties limits;
    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_NETWORKS).build();

    AddressBudgets(LimitProperties limits, InstantSource clock) {
        this.limits = limits;
        this.time = new Clock(clock);
    }

    private record Key(String route, String network) {}

    private record Clock(InstantSource source) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(source.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /** What is left after a request, and whether it may go on. */
    record Verdict(String route, int limit, long left, boolean isAllowed, long secondsToWait, long secondsUntilFull) {}

    /** Takes one request from a network's budget; nothing if the route has none. */
    Optional<Verdict> take(String route, String network) {
        int limit = limits.of(route);
        if (limit == 0) {
            return Optional.empty();
        }
        ConsumptionProbe probe =
                buckets.get(new Key(route, network), _ -> bucket(limit)).tryConsumeAndReturnRemaining(1);
        return Optional.of(new Verdict(
                route,
                limit,
                probe.getRemainingTokens(),
                probe.isConsumed(),
                seconds(probe.getNanosToWaitForRefill()),
                seconds(probe.getNanosToWaitForReset())));
    }

    private Bucket bucket(int limit) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limit)
                        .refillGreedy(limit, REFILL)
                        .build())
                .withCustomTimePrecision(time)
                .build();
    }

    // whoever comes back after the rounded time finds what was promised
    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
