package dev.userservice.reindexing;

/** How fast documents are written: at present, and how long all of it took. */
final class Speed {

    private static final double NANOS = 1e9;

    /** In seconds; what is longer ago hardly counts. */
    private static final double MEMORY = 5;

    private double activeSeconds;
    private double rate;
    private long last = System.nanoTime();

    /** Goes on counting where the run stopped. */
    Speed(ReindexRun run) {
        activeSeconds = run.activeSeconds();
        rate = run.rate();
    }

    void add(int documents) {
        long now = System.nanoTime();
        double seconds = Math.max(1e-6, (now - last) / NANOS);
        last = now;
        activeSeconds += seconds;
        double weight = rate == 0 ? 1 : 1 - Math.exp(-seconds / MEMORY);
        rate += weight * (documents / seconds - rate);
    }

    double rate() {
        return rate;
    }

    double activeSeconds() {
        return activeSeconds;
    }
}
