package dev.platform;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;

/** What one caller has left of one budget on this instance: full after a minute of rest, refilled bit by bit. */
final class Allowance {

    static final Duration REFILL = Duration.ofMinutes(1);

    private final Bucket bucket;
    private volatile long share;

    Allowance(long share, TimeMeter time) {
        this.share = share;
        this.bucket = Bucket.builder()
                .addLimit(bandwidth(share))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Takes one request, if there is one left, of this share of the budget. */
    ConsumptionProbe take(long share) {
        if (share != this.share) {
            resize(share);
        }
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    // who has half of it left has half of the new share left
    private synchronized void resize(long share) {
        if (share != this.share) {
            BucketConfiguration resized =
                    BucketConfiguration.builder().addLimit(bandwidth(share)).build();
            bucket.replaceConfiguration(resized, TokensInheritanceStrategy.PROPORTIONALLY);
            this.share = share;
        }
    }

    private static Bandwidth bandwidth(long share) {
        return Bandwidth.builder().capacity(share).refillGreedy(share, REFILL).build();
    }
}
