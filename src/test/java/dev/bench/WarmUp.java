package dev.bench;

import java.time.Duration;
import java.util.Objects;

/** Lets a service work until its just-in-time compiler rests: else that would be measured, too. */
enum WarmUp {

    /** The same as {@link #FROM_COLD}, for a run that has time. */
    THOROUGH(Duration.ofMinutes(3)),

    /** For a service that nobody has asked for anything yet; most of the time is the compiler's. */
    FROM_COLD(Duration.ofMinutes(1)),

    /** For one at full load with what it has learned to do: more would take time from everything else. */
    LEARNED(Duration.ofSeconds(30)),

    /** For services that are only compared with each other, and are as warm as each other after it. */
    ALIKE(Duration.ofSeconds(25)),

    /** For one that is warm for other work, much of which is the same. */
    FROM_OTHER_WORK(Duration.ofSeconds(20)),

    /** For one that is warm for the same with another number of callers. */
    ONCE_MORE(Duration.ofSeconds(10));

    private static final double RESTING = 0.05;
    private static final int TURNS_AT_REST = 2;

    private final Duration longest;

    WarmUp(Duration longest) {
        this.longest = longest;
    }

    /** Turns of so many tasks; the loop watches the CPU of the {@code service}. */
    void of(Arm service, ClosedLoop loop, int tasks) throws Exception {
        of(Objects.requireNonNull(loop.processes().get("service")), turn -> loop.run(service, turn * tasks, tasks));
    }

    /**
     * The same for any work, always as much, whose blocks tell the CPU of the {@code service}: until the compiler has next
     * to nothing of it twice in a row, or for the longest time.
     */
    void of(ProcessCpu service, Turns.Work work) throws Exception {
        ProcessCpu compilers = service.compilers();
        long started = System.nanoTime();
        int atRest = 0;
        for (int turn = 0; atRest < TURNS_AT_REST && System.nanoTime() - started < longest.toNanos(); turn++) {
            double before = compilers.millis();
            double all = work.block(turn).spent().get("service");
            atRest = compilers.millis() - before < all * RESTING ? atRest + 1 : 0;
        }
    }
}
