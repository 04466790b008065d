package dev.userservice.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown of a window when less is kept than it asks for. */
class ViewWindowTests {

    private static final Instant NOW = Instant.parse("2026-11-25T10:30:00Z");

    @ParameterizedTest(name = "{0} of {1} days kept: {2} steps, compared: {3}")
    @CsvSource({
        "24h, 31, 24, true",
        "7d, 31, 7, true",
        "30d, 31, 30, false",
        "30d, 58, 30, false",
        "30d, 59, 30, true",
        "90d, 31, 32, false",
        "90d, 89, 90, false",
        "90d, 90, 90, false",
        "90d, 178, 90, false",
        "90d, 179, 90, true"
    })
    void onlyWhatIsKeptIsShownAndComparedWith(String word, int daysKept, int steps, boolean isCompared) {
        ViewWindow window = ViewWindow.of(word);
        Instant keptSince = NOW.minus(Duration.ofDays(daysKept)).truncatedTo(ChronoUnit.DAYS);

        assertThat(window.starts(NOW, keptSince)).hasSize(steps).noneMatch(start -> start.isBefore(keptSince));
        assertThat(window.isCompared(NOW, keptSince)).isEqualTo(isCompared);
    }
}
