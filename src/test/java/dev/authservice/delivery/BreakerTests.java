package dev.authservice.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BreakerTests {

    private Instant now = Instant.parse("2026-11-25T12:00:00Z");

    private final Breaker breaker = new Breaker(properties(), () -> now);

    @Test
    void oneMessageThatAlwaysFailsHoldsUpNobody() {
        IntStream.range(0, 20).forEach(_ -> breaker.failed("anna", Duration.ZERO));

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void failuresOfSeveralUsersInARowHoldUpEverybody() {
        Stream.of("a", "b").forEach(user -> breaker.failed(user, Duration.ZERO));
        assertThat(breaker.isOpen()).isFalse();

        breaker.failed("c", Duration.ZERO);

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void aSuccessInBetweenStartsTheCountAnew() {
        Stream.of("a", "b").forEach(user -> breaker.failed(user, Duration.ZERO));
        breaker.succeeded();
        Stream.of("c", "d").forEach(user -> breaker.failed(user, Duration.ZERO));

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void pausesDoubleFromProbeToProbeUpToTheLongest() {
        breaker.away(Duration.ZERO);

        List<Long> waited =
                IntStream.range(0, 5).mapToObj(_ -> secondsToProbe()).toList();

        assertThat(waited).containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    private long secondsToProbe() {
        Instant start = now;
        while (!breaker.startProbe()) {
            now = now.plusSeconds(1);
        }
        breaker.away(Duration.ZERO);
        return Duration.between(start, now).toSeconds();
    }

    @Test
    void whatWasUnderWayWhenEverybodyBeganToWaitMakesNobodyWaitLonger() {
        IntStream.range(0, 16).forEach(_ -> breaker.away(Duration.ZERO));
        now = now.plusSeconds(1);

        assertThat(breaker.startProbe()).isTrue();
    }

    @Test
    void oneProbeGoesAtATime() {
        breaker.away(Duration.ZERO);
        now = now.plusSeconds(1);

        assertThat(breaker.startProbe()).isTrue();
        assertThat(breaker.startProbe()).isFalse();
        breaker.abandonProbe();
        assertThat(breaker.startProbe()).isTrue();
    }

    @Test
    void theServiceMayAskForMorePatience() {
        breaker.away(Duration.ofSeconds(90));
        now = now.plusSeconds(89);
        assertThat(breaker.startProbe()).isFalse();
        now = now.plusSeconds(1);

        assertThat(breaker.startProbe()).isTrue();
    }

    @Test
    void aSuccessEndsTheOutageOnce() {
        breaker.away(Duration.ZERO);

        assertThat(breaker.succeeded()).isTrue();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.succeeded()).isFalse();
    }

    private static DeliveryProperties properties() {
        Duration second = Duration.ofSeconds(1);
        return new DeliveryProperties(
                URI.create("http://localhost"),
                "not used by a breaker",
                16,
                second,
                second,
                DataSize.ofBytes(1),
                second,
                second,
                List.of(second),
                3,
                second,
                Duration.ofSeconds(5),
                second,
                second);
    }
}
