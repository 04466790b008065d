package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** Nobody waits longer than the deadline, and what goes on behind it keeps its place. */
class StandInsTests {

    private final StandIns standIns = new StandIns(BulkheadRegistry.of(BulkheadConfig.custom()
            .maxConcurrentCalls(1)
            .maxWaitDuration(Duration.ofMillis(20))
            .build()));

    @Test
    void anAnswerOrAFailureIsPassedOn() {
        assertThat(standIns.answer(() -> "anna", Deadline.after(Duration.ofSeconds(5))))
                .isEqualTo("anna");
        assertThatThrownBy(() -> standIns.answer(
                        () -> {
                            throw new IllegalArgumentException("no");
                        },
                        Deadline.after(Duration.ofSeconds(5))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLateOneIsInterruptedAndKeepsItsPlaceUntilItEnds() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        long start = System.nanoTime();

        assertThatThrownBy(() -> standIns.answer(() -> hang(end, interrupted), Deadline.after(Duration.ofMillis(50))))
                .isInstanceOf(QueryTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(5)).untilTrue(interrupted);
        assertThatThrownBy(() -> standIns.answer(() -> "anna", Deadline.after(Duration.ofSeconds(5))))
                .isInstanceOf(BulkheadFullException.class);

        end.countDown();
        await().atMost(Duration.ofSeconds(5))
                .ignoreExceptions()
                .until(() -> standIns.answer(() -> true, Deadline.after(Duration.ofSeconds(5))));
    }

    private static String hang(CountDownLatch end, AtomicBoolean interrupted) {
        while (true) {
            try {
                end.await();
                return "too late";
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        }
    }
}
