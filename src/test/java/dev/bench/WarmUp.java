package dev.bench;

/** Lets a service work until it gets no faster: else its just-in-time compiler would be measured. */
final class WarmUp {

    private static final int MOST_TURNS = 8;
    private static final double STILL_WARMING = 0.95;

    private WarmUp() {}

    /** Turns of so many tasks, at least two; the loop watches the CPU of the {@code service}. */
    static void of(Arm service, ClosedLoop loop, int tasks) throws Exception {
        double before = Double.MAX_VALUE;
        double cpu = turn(service, loop, tasks);
        for (int turn = 1; turn < MOST_TURNS && cpu < before * STILL_WARMING; turn++) {
            before = cpu;
            cpu = turn(service, loop, tasks);
        }
    }

    private static double turn(Arm service, ClosedLoop loop, int tasks) throws Exception {
        return loop.run(service, 0, tasks).spent().get("service");
    }
}
