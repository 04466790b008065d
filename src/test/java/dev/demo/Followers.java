package dev.demo;

/** Shares out followers: twenty million for the first, less and less for each after, fifty for the last. */
final class Followers {

    private static final double MOST = 20_000_000;
    private static final double LEAST = 50;
    private static final double SLOPE_AT_THE_TOP = 0.7;

    private final double logOfLast;
    private final double bend;

    Followers(int people) {
        logOfLast = Math.log(people);
        bend = (Math.log(MOST / LEAST) - SLOPE_AT_THE_TOP * logOfLast) / (logOfLast * logOfLast);
    }

    /** A Zipf law at the top that falls off faster towards the many small accounts, as on real platforms. */
    long ofRank(int rank) {
        double log = Math.log(rank);
        return Math.round(MOST * Math.exp(-SLOPE_AT_THE_TOP * log - bend * log * log));
    }
}
