package dev.userservice.faults;

import dev.userservice.Service;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** People who look at a profile one after another, each for the first time. */
final class Visits {

    private static final AtomicInteger VISITORS = new AtomicInteger();

    private final ConcurrentLinkedQueue<Long> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    /** Looks until told to stop, or until nobody answers any more. */
    void make(Service service, String userId, BooleanSupplier wanted) {
        while (wanted.getAsBoolean() && unanswered.get() < 100) {
            String browser = "Mozilla/5.0 visitor " + VISITORS.incrementAndGet();
            try {
                if (service.get("/public/users/" + userId, "User-Agent", browser)
                                .status()
                        == 200) {
                    answers.add(System.nanoTime());
                }
            } catch (UncheckedIOException e) {
                unanswered.incrementAndGet();
            }
        }
    }

    int answered() {
        return answers.size();
    }

    /** How many were answered after this moment of the system's nano clock. */
    long answeredSince(long moment) {
        return answers.stream().filter(answer -> answer - moment > 0).count();
    }

    /** Requests that may have counted though no answer came. */
    int unanswered() {
        return unanswered.get();
    }
}
