package dev.userservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.TaskScheduler;

/** A scheduled task that hangs holds up no other. */
class SchedulingIntegrationTests extends AbstractServiceTests {

    @Autowired
    private TaskScheduler scheduler;

    private final CountDownLatch release = new CountDownLatch(1);
    private final List<ScheduledFuture<?>> hanging = new ArrayList<>();

    @Test
    void searchesStayFreshWhileOtherTasksHang() {
        CountDownLatch hung = new CountDownLatch(10);
        for (int task = 0; task < 10; task++) {
            hanging.add(scheduler.scheduleWithFixedDelay(
                    () -> {
                        hung.countDown();
                        awaitRelease();
                    },
                    Duration.ofSeconds(1)));
        }
        await("all of them").atMost(Duration.ofSeconds(5)).until(() -> hung.getCount() == 0);

        Instant since = asOf();
        await("a new sample of the index queue")
                .atMost(Duration.ofSeconds(8))
                .until(() -> asOf().isAfter(since.plusSeconds(3)));
        assertThat(release.getCount()).isEqualTo(1);
    }

    private Instant asOf() {
        return Instant.parse(
                service.get("/search/influencers").body().path("asOf").asText());
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stopHanging() {
        hanging.forEach(task -> task.cancel(false));
        release.countDown();
    }
}
