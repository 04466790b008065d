package dev.userservice.trending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which times a list is made of. */
class WindowTests {

    private static final Instant NOW = Instant.parse("2026-10-20T12:34:56Z");

    @ParameterizedTest
    @CsvSource({
        "HOUR,  2026-10-20T11:00:00Z, HOUR, 2026-10-18T10:00:00Z, 2026-10-19T14:00:00Z, 8,   2",
        "DAY,   2026-10-19T12:00:00Z, HOUR, 2026-10-12T00:00:00Z, 2026-10-19T00:00:00Z, 168, 25",
        "WEEK,  2026-10-13T00:00:00Z, DAY,  2026-09-15T00:00:00Z, 2026-10-13T00:00:00Z, 672, 8",
        "MONTH, 2026-09-20T00:00:00Z, DAY,  2026-08-21T00:00:00Z, 2026-09-20T00:00:00Z, 720, 31"
    })
    void windowsBeginAtFullHoursOrDaysAndFollowWhatTheyAreComparedWith(
            Window window, Instant from, Grain grain, Instant before, Instant end, double hours, int steps) {
        Periods periods = window.at(NOW);

        assertThat(periods.observed()).isEqualTo(new Span(from, NOW));
        assertThat(periods.grain()).isEqualTo(grain);
        assertThat(periods.comparedWith()).isEqualTo(new Span(before, end));
        assertThat(periods.hoursBefore(Instant.EPOCH)).isEqualTo(hours);
        assertThat(periods.steps()).isEqualTo(steps);
    }

    @Test
    void nothingIsBothObservedAndComparedWith() {
        for (Window window : Window.values()) {
            for (int minutes = 0; minutes < 24 * 60; minutes += 7) {
                Periods periods = window.at(NOW.plusSeconds(minutes * 60L));
                assertThat(periods.comparedWith().to())
                        .isBeforeOrEqualTo(periods.observed().from());
            }
        }
    }

    @Test
    void aLaterBeginningLeavesFewerHoursToCompareWith() {
        Periods periods = Window.DAY.at(NOW);

        assertThat(periods.hoursBefore(Instant.parse("2026-10-18T00:00:00Z"))).isEqualTo(24);
        assertThat(periods.hoursBefore(NOW)).isZero();
        assertThat(Window.HOUR.at(NOW).hoursBefore(Instant.parse("2026-10-19T12:00:00Z")))
                .isEqualTo(2);
    }

    @Test
    void everyWordMeansOneWindow() {
        assertThat(Window.words()).containsExactly("1h", "24h", "7d", "30d");
        assertThat(Window.of("7d")).isEqualTo(Window.WEEK);
    }
}
