package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingCountsTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WaitingCounts waiting = new WaitingCounts(
            new AnalyticsProperties(Duration.ofSeconds(1), Duration.ofMinutes(1), 3, Duration.ofMinutes(30), 100),
            meters);

    @Test
    void thereIsOneEntryAPersonAndHourInOrder() {
        waiting.add(view("b", 1));
        waiting.add(Count.searchAppearance(hour("a")));
        waiting.add(view("b", 2));
        waiting.add(Count.favorites(hour("b"), -1));
        waiting.add(Count.searchAppearance(hour("b")));

        assertThat(waiting.takeAll())
                .extracting(WaitingCountsTests::text)
                .containsExactly(
                        "a 0 views by 0, 1 appearances, 0 favorites", "b 2 views by 2, 1 appearances, -1 favorites");
        assertThat(waiting.takeAll()).isEmpty();
    }

    @Test
    void soManyPeopleWaitAndWhoDoesNotFitIsCountedAsDropped() {
        List.of("a", "b", "c", "d", "a", "d").forEach(id -> waiting.add(view(id, 1)));

        assertThat(waiting.takeAll()).extracting(Count::userId).containsExactly("a", "b", "c");
        assertThat(meters.counter("user_service.analytics.dropped").count()).isEqualTo(2);
    }

    @Test
    void nothingIsLostWhileSomebodyTakesWhatWaits() {
        List<Count> taken = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            var adders = IntStream.range(0, 3)
                    .mapToObj(thread ->
                            threads.submit(() -> IntStream.range(0, 200_000).forEach(n -> waiting.add(view("a", n)))))
                    .toList();
            while (!adders.stream().allMatch(adder -> adder.isDone())) {
                taken.addAll(waiting.takeAll());
            }
        }
        taken.addAll(waiting.takeAll());

        assertThat(taken.stream().mapToLong(Count::profileViews).sum()).isEqualTo(600_000);
    }

    @Test
    void anotherHourIsAnotherEntry() {
        UserHour next = new UserHour("a", hour("a").hour().plus(Duration.ofHours(1)));
        waiting.add(Count.searchAppearance(next));
        waiting.add(view("a", 1));

        assertThat(waiting.takeAll()).extracting(Count::of).containsExactly(hour("a"), next);
    }

    private static Count view(String id, long viewer) {
        return Count.profileView(hour(id), viewer);
    }

    private static UserHour hour(String id) {
        return UserHour.of(id, Instant.parse("2026-11-25T10:59:59.9Z"));
    }

    private static String text(Count count) {
        return "%s %d views by %d, %d appearances, %d favorites"
                .formatted(
                        count.userId(),
                        count.profileViews(),
                        count.viewers().number(),
                        count.searchAppearances(),
                        count.favorites());
    }
}
