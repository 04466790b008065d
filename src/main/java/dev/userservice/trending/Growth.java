package dev.userservice.trending;

/**
 * Viewers who came against viewers who were expected. The ratio is itself a Gamma variable around 1, updated with what was
 * seen, and counts by its lower bound: what is only luck is not growth. This is the Gamma-Poisson shrinker of W. DuMouchel,
 * "Bayesian data mining in large frequency tables", The American Statistician 53 (1999), whose EB05 the bound is.
 */
record Growth(long viewers, double expected) {

    /** Less is no more than a good day. */
    static final double LEAST_TIMES = 1.5;

    // as if so many viewers had been expected and had come, before anything was seen
    private static final double PRIOR = 2;

    private static final double FIVE_PERCENT = -1.6449;

    /** How many times as many as expected. */
    double times() {
        return viewers / expected;
    }

    /**
     * At least so many times as many as expected, with a probability of 95 %: the quantile of a Gamma distribution in the
     * approximation of Wilson and Hilferty.
     */
    double surely() {
        double shape = viewers + PRIOR;
        double root = 1 - 1 / (9 * shape) + FIVE_PERCENT / (3 * Math.sqrt(shape));
        return shape / (expected + PRIOR) * Math.pow(Math.max(root, 0), 3);
    }

    boolean rises() {
        return surely() >= LEAST_TIMES;
    }

    /**
     * Doublings times the magnitude of the viewers nobody expected: neither a small account with three times its ten
     * viewers nor a large one with a tenth more than its ten thousand is worth much, and both count.
     */
    double score() {
        return log2(surely()) * Math.log10(1 + Math.max(viewers - expected, 0));
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }
}
