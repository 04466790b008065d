package dev.platform;

import io.github.bucket4j.ConsumptionProbe;
import java.util.concurrent.TimeUnit;

/** Whether a request may go on, and what its caller is told of the budget for such requests. */
public record Verdict(
        String budget, long size, long left, boolean isAllowed, long secondsUntilNext, long secondsUntilFull) {

    /** With as many instances as this, each giving its share; callers are spread evenly over them. */
    static Verdict of(String budget, long size, ConsumptionProbe taken, int instances) {
        return new Verdict(
                budget,
                size,
                Math.min(size, taken.getRemainingTokens() * instances),
                taken.isConsumed(),
                seconds(taken.getNanosToWaitForRefill()),
                seconds(taken.getNanosToWaitForReset()));
    }

    // a caller who comes back after the rounded time finds what was promised
    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }

    /** The budget, as {@code RateLimit-Policy} says it. */
    public String policy() {
        return "\"%s\";q=%s;w=%s".formatted(budget, size, Allowance.REFILL.toSeconds());
    }

    /** What is left, and when all of it is there again, as {@code RateLimit} says it. */
    public String state() {
        return "\"%s\";r=%s;t=%s".formatted(budget, left, secondsUntilFull);
    }
}
