package dev.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;

/** Lets a service work until it gets no faster: else its just-in-time compiler would be measured. */
final class WarmUp {

    private static final int MOST_TURNS = 12;
    private static final int TURNS_WITHOUT_GAIN = 3;
    private static final double GAIN = 0.97;

    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final double IDLE_MILLIS = 20;

    private WarmUp() {}

    /** Turns of so many tasks, until three in a row bring nothing; the loop watches the CPU of the {@code service}. */
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
        double cpu = loop.run(service, 0, tasks).spent().get("service");
        awaitIdle(Objects.requireNonNull(loop.processes().get("service")));
        return cpu;
    }

    // while the machine is busy the compiler does not get on; what it has still to do, it does now
    static void awaitIdle(ProcessCpu service) {
        double[] last = {service.millis()};
        await().pollDelay(GLANCE).pollInterval(GLANCE).atMost(LONGEST_PAUSE).until(() -> {
            double before = last[0];
            last[0] = service.millis();
            return last[0] - before <= IDLE_MILLIS;
        });
    }
}
