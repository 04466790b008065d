package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingCountsTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WaitingCounts waiting =
            new WaitingCounts(new AnalyticsProperties(Duration.ofSeconds(1), 3, Duration.ofMinutes(30), 100), meters);

    @Test
    void thereIsOneEntryAPersonInOrderOfIds() {
        waiting.add(Count.profileView("b"));
        waiting.add(Count.searchAppearance("a"));
        waiting.add(Count.profileView("b"));
        waiting.add(Count.searchAppearance("b"));

        assertThat(waiting.takeAll()).containsExactly(new Count("a", 0, 1), new Count("b", 2, 1));
        assertThat(waiting.takeAll()).isEmpty();
    }

    @Test
    void soManyPeopleWaitAndWhoDoesNotFitIsCountedAsDropped() {
        List.of("a", "b", "c", "d", "a", "d").forEach(id -> waiting.add(Count.profileView(id)));

        assertThat(waiting.takeAll()).containsExactly(new Count("a", 2, 0), new Count("b", 1, 0), new Count("c", 1, 0));
        assertThat(meters.counter("user_service.analytics.dropped").count()).isEqualTo(2);
    }

    @Test
    void nothingIsLostWhileSomebodyTakesWhatWaits() {
        List<Count> taken = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            var adders = IntStream.range(0, 3)
                    .mapToObj(thread -> threads.submit(
                            () -> IntStream.range(0, 200_000).forEach(n -> waiting.add(Count.profileView("a")))))
                    .toList();
            while (!adders.stream().allMatch(adder -> adder.isDone())) {
                taken.addAll(waiting.takeAll());
            }
        }
        taken.addAll(waiting.takeAll());

        assertThat(taken.stream().mapToLong(Count::profileViews).sum()).isEqualTo(600_000);
    }
}
