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
        of(Objects.requireNonNull(loop.processes().get("service")), _ -> loop.run(service, 0, tasks));
    }

    /** The same for any work, always as much, whose blocks tell the CPU of the {@code service}. */
    static void of(ProcessCpu service, Turns.Work work) throws Exception {
        double least = cpu(service, work.block(0));
        int withoutGain = 0;
        for (int number = 1; number < MOST_TURNS && withoutGain < TURNS_WITHOUT_GAIN; number++) {
            double cpu = cpu(service, work.block(number));
            withoutGain = cpu < least * GAIN ? 0 : withoutGain + 1;
            least = Math.min(least, cpu);
        }
    }

    private static double cpu(ProcessCpu service, Block block) {
        awaitIdle(service);
        return block.spent().get("service");
    }

    // while the machine is busy the compiler does not get on; what it has still to do, it does now
    private static void awaitIdle(ProcessCpu service) {
        double[] last = {service.millis()};
        await().pollDelay(GLANCE).pollInterval(GLANCE).atMost(LONGEST_PAUSE).until(() -> {
            double before = last[0];
            last[0] = service.millis();
            return last[0] - before <= IDLE_MILLIS;
        });
    }
}
