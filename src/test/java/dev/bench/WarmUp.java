package dev.bench;

/** Lets a service work until it gets no faster: else its just-in-time compiler would be measured. */
final class WarmUp {

    private static final int MOST_TURNS = 10;
    private static final int TURNS_WITHOUT_GAIN = 2;
    private static final double GAIN = 0.97;

    private WarmUp() {}

    /** Turns of so many tasks, until two bring nothing; the loop watches the CPU of the {@code service}. */
    static void of(Arm service, ClosedLoop loop, int tasks) throws Exception {
        double least = turn(service, loop, tasks);
        int withoutGain = 0;
        for (int turn = 1; turn < MOST_TURNS && withoutGain < TURNS_WITHOUT_GAIN; turn++) {
            double cpu = turn(service, loop, tasks);
            withoutGain = cpu < least * GAIN ? 0 : withoutGain + 1;
            least = Math.min(least, cpu);
        }
    }

    private static double turn(Arm service, ClosedLoop loop, int tasks) throws Exception {
        return loop.run(service, 0, tasks).spent().get("service");
    }
}
