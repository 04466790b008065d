package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelaysTests {

    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;

    @Test
    void theIntervalIsAsWideAsTheSecondsDiffer() {
        Delays delays = new Delays();
        for (int second = 0; second < 10; second++) {
            for (int change = 0; change < 40; change++) {
                long started = second * SECOND + change;
                delays.add(started, started + (second == 0 ? 200 : 100) * MILLI);
            }
        }

        assertThat(delays.count()).isEqualTo(400);
        assertThat(delays.percentile(50)).isEqualTo(100);
        assertThat(delays.percentile(99)).isEqualTo(200);
        // the slow second is drawn by two of three, and would be by all if it were 40 changes by themselves
        assertThat(delays.percentile(99, 200)).isEqualTo(new Pairs.Ratio(1, 0.5, 1));
    }
}
