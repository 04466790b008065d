package dev.userservice.analytics;

/**
 * How popular somebody is, and how often those who are shown somebody look: both from 0 to 1, from what happened lately.
 *
 * <p>Whatever happened counts half as much every {@value #HALF_LIFE_DAYS} days. With these sums:
 *
 * <pre>
 * popularity = log10(1 + viewers + 3 favorites) / 5, at most 1
 * rate       = (views + 5) / (appearances + 100)
 * engagement = rate / (rate + 0.05)
 * lift       = 0.2 x popularity x (1 + engagement) / 2
 * </pre>
 *
 * <ul>
 *   <li>Ten times the viewers add as much at every size; 100,000 of the last weeks are all one can have. A favorite says
 *       more than a look.
 *   <li>Without evidence everybody is looked at in one of twenty appearances, and engagement is a half: it takes about a
 *       hundred appearances to tell otherwise, so a single lucky view is no 100 %.
 *   <li>The lift brings a search score a fifth closer to 1 at most, and half of that by popularity alone. Whom nobody
 *       looks at, nothing lifts.
 * </ul>
 */
record Scores(double popularity, double engagement) {

    static final int HALF_LIFE_DAYS = 14;

    private static final double FAVORITE = 3;
    private static final double LOG_OF_FULL_POPULARITY = 5;
    private static final double USUAL_RATE = 0.05;
    private static final double USUAL_APPEARANCES = 100;
    private static final double MOST_LIFT = 0.2;

    /** What happened to somebody, long ago counting for less. */
    record Recently(double views, double viewers, double appearances, double favorites) {}

    static Scores of(Recently recently) {
        return new Scores(popularity(recently), engagement(recently));
    }

    /** How far this brings a search score towards 1. */
    double lift() {
        return MOST_LIFT * popularity * (1 + engagement) / 2;
    }

    // more favorites may be taken away than were given since the oldest hour that is kept
    private static double popularity(Recently recently) {
        double people = Math.max(0, recently.viewers() + FAVORITE * recently.favorites());
        return Math.min(1, Math.log10(1 + people) / LOG_OF_FULL_POPULARITY);
    }

    private static double engagement(Recently recently) {
        double rate =
                (recently.views() + USUAL_RATE * USUAL_APPEARANCES) / (recently.appearances() + USUAL_APPEARANCES);
        return rate / (rate + USUAL_RATE);
    }
}
