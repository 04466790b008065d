package dev.userservice.trending;

import dev.userservice.user.Tier;

/**
 * How many viewers somebody can be expected to have: a Gamma prior around the mean of the size tier, updated with the
 * viewers the person had before. Somebody with a long history is judged by it, a newcomer like the others of that size.
 */
final class Expectation {

    /** The tier counts as much as this share of a full history. */
    static final double WEIGHT_OF_TIER = 0.25;

    /** So many times the average is nothing special in a tier, so it is expected of those nothing is known of. */
    static final double SPREAD_OF_TIER = 5;

    /** So many accounts tell as much of their tier as is assumed of it anyway. */
    private static final int WEIGHT_OF_ASSUMPTION = 20;

    // nobody is expected to have none at all, or a single viewer would be infinitely many times more
    private static final double LEAST = 0.1;

    private Expectation() {}

    /** The viewers of a history of so many hours, of at most {@code fullHours}. */
    record Before(long viewers, double hours, double fullHours) {}

    static double of(Before before, double tierPerHour, double hours) {
        double weight = before.fullHours() * WEIGHT_OF_TIER;
        double known = Math.min(before.hours() / before.fullHours(), 1);
        double spread = known + (1 - known) * SPREAD_OF_TIER;
        double perHour = (before.viewers() + tierPerHour * spread * weight) / (before.hours() + weight);
        return Math.max(perHour * hours, LEAST);
    }

    /**
     * Viewers an hour of accounts of a size, by the hours or days on which anybody looked at them, {@code times} in number;
     * while these are few, by what is assumed. Who is being judged must not be among them, or would be the measure.
     */
    static double tierPerHour(Tier tier, long times, double averagePerHour) {
        double assumed = assumedPerDay(tier) / Grain.DAY.hours();
        return (averagePerHour * times + assumed * WEIGHT_OF_ASSUMPTION) / (times + WEIGHT_OF_ASSUMPTION);
    }

    private static double assumedPerDay(Tier tier) {
        return switch (tier) {
            case NANO -> 3;
            case MICRO -> 15;
            case MID -> 100;
            case MACRO -> 400;
            case MEGA -> 2000;
        };
    }
}
