package dev.authservice.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void everySuccessIsTaken(int status) {
        assertThat(Outcome.of(status, Duration.ZERO)).isInstanceOf(Outcome.Taken.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410, 413, 415, 422})
    void whatTheMessageIsToBlameForIsFinal(int status) {
        assertThat(Outcome.of(status, Duration.ZERO)).isEqualTo(new Outcome.Refused("it answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 403, 404, 405, 408, 409, 500, 501, 599})
    void anythingElseMayBeBetterLater(int status) {
        assertThat(Outcome.of(status, HOUR)).isEqualTo(new Outcome.Failed("it answered " + status, HOUR));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void someAnswersAreAboutTheServiceAndNotTheMessage(int status) {
        assertThat(Outcome.of(status, HOUR)).isEqualTo(new Outcome.Away("it answered " + status, HOUR));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2",
        "0, 0",
        "7200, 3600",
        "999999999, 3600",
        "'Wed, 25 Nov 2026 12:10:00 GMT', 600",
        "'Wed, 25 Nov 2026 11:50:00 GMT', 0",
        "-5, 0",
        "soon, 0",
        "'', 0"
    })
    void retryAfterIsSecondsOrADateWithinBounds(String header, long seconds) {
        assertThat(RetryAfter.of(header, NOW, HOUR)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void theLadderIsClimbedAndEnds() {
        RetryLadder ladder = new RetryLadder(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)));

        assertThat(ladder.endsAfter(1)).isFalse();
        assertThat(ladder.endsAfter(2)).isFalse();
        assertThat(ladder.endsAfter(3)).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(pause(ladder, 1)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
            assertThat(pause(ladder, 2)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
            assertThat(pause(ladder, 9)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        }
    }

    private static Duration pause(RetryLadder ladder, int attempts) {
        return ladder.pauseAfter(attempts, RandomGenerator.getDefault());
    }
}
