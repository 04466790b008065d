package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchLatencyTests {

    private static final Duration ANY = Duration.ofSeconds(1);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final SearchLatency latency = new SearchLatency(
            meters, new ReindexingProperties(ANY, ANY, ANY, ANY, 500, 0.85, 2, Duration.ofMillis(25)));

    @Test
    void aSecondInWhichNobodySearchesIsNotSlow() {
        looks(10, 100, 40, false);
        assertThat(looks(10, 100, 200, true)).isTrue();
        assertThat(latency.areSlow(true)).isFalse();
    }

    @Test
    void searchesThatTakeTwiceAsLongAsUsualAreSlow() {
        looks(10, 100, 40, false);
        assertThat(looks(10, 100, 70, true)).isFalse();
        assertThat(looks(10, 100, 100, true)).isTrue();
    }

    @Test
    void whatIsSlowWhileAnIndexIsFilledIsNotUsualAfterwards() {
        looks(10, 100, 40, false);
        looks(20, 100, 200, true);
        assertThat(looks(20, 100, 90, true)).isTrue();
    }

    @Test
    void searchesThatAreSlowAreNoFasterForThoseThatAreRefused() {
        looks(10, 100, 40, false);
        boolean slow = false;
        for (int look = 0; look < 10; look++) {
            for (int refusal = 0; refusal < 1_000; refusal++) {
                meters.timer("user_service.search", "outcome", "unavailable").record(Duration.ZERO);
            }
            slow = looks(1, 100, 100, true);
        }
        assertThat(slow).isTrue();
    }

    @Test
    void searchesShorterThanTheFloorAreNeverSlow() {
        looks(10, 100, 2, false);
        assertThat(looks(20, 100, 20, true)).isFalse();
    }

    @Test
    void aSlowMachineIsUsualOnceItIsWarm() {
        looks(20, 100, 300, false);
        assertThat(looks(20, 100, 400, true)).isFalse();
    }

    @Test
    void theFirstSearchesOfAServiceAreNotUsual() {
        looks(20, 10, 300, false);
        assertThat(looks(20, 10, 400, true)).isTrue();
    }

    /** What the last of some looks says, with so many searches before each. */
    private boolean looks(int number, int searches, long millis, boolean filling) {
        boolean slow = false;
        for (int look = 0; look < number; look++) {
            for (int search = 0; search < searches; search++) {
                meters.timer("user_service.search").record(Duration.ofMillis(millis));
            }
            slow = latency.areSlow(filling);
        }
        return slow;
    }
}
