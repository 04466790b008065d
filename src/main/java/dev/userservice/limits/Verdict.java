package dev.userservice.limits;

import io.github.bucket4j.ConsumptionProbe;
import java.util.concurrent.TimeUnit;

/** Whether a request may go on, and what its caller is told of the budget. */
record Verdict(
        RouteKind kind, long budget, long left, boolean isAllowed, long secondsUntilNext, long secondsUntilFull) {

    /** With as many instances as this, each giving its share; callers are spread evenly over them. */
    static Verdict of(RouteKind kind, long budget, ConsumptionProbe taken, int instances) {
        return new Verdict(
                kind,
                budget,
                Math.min(budget, taken.getRemainingTokens() * instances),
                taken.isConsumed(),
                seconds(taken.getNanosToWaitForRefill()),
                seconds(taken.getNanosToWaitForReset()));
    }

    // a caller who comes back after the rounded time finds what was promised
    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }

    /** The budget, as {@code RateLimit-Policy} says it. */
    String policy() {
        return "\"%s\";q=%d;w=%d".formatted(kind.wireName(), budget, Allowance.REFILL.toSeconds());
    }

    /** What is left, and when all of it is there again, as {@code RateLimit} says it. */
    String state() {
        return "\"%s\";r=%d;t=%d".formatted(kind.wireName(), left, secondsUntilFull);
    }
}
