package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who looks for the first time in a while, and who looks again. */
class RecentViewsTests {

    private static final Visitor EVE = new Visitor("eve", "203.0.113.1", "Firefox", true);
    private static final Visitor SOMEBODY = new Visitor(null, "203.0.113.1", "Firefox", true);

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final RecentViews views = new RecentViews(
            new AnalyticsProperties(Duration.ofSeconds(1), Duration.ofMinutes(1), 10, Duration.ofMinutes(30), 100),
            () -> now);

    @Test
    void aViewWithinHalfAnHourOfACountedOneIsARepeat() {
        assertThat(isFirst(EVE, "anna")).isTrue();

        now = now.plus(Duration.ofMinutes(29));
        assertThat(isFirst(EVE, "anna")).isFalse();

        now = now.plus(Duration.ofMinutes(1)).plusMillis(1);
        assertThat(isFirst(EVE, "anna")).isTrue();
    }

    @Test
    void theAccountTellsApartWhoHasTheSameAddressAndBrowser() {
        assertThat(isFirst(EVE, "anna")).isTrue();
        assertThat(isFirst(SOMEBODY, "anna")).isTrue();
        assertThat(isFirst(new Visitor("bob", "203.0.113.1", "Firefox", true), "anna"))
                .isTrue();
    }

    @Test
    void anAccountIsTheSameVisitorEverywhere() {
        assertThat(isFirst(EVE, "anna")).isTrue();

        assertThat(isFirst(new Visitor("eve", "198.51.100.7", "Safari", true), "anna"))
                .isFalse();
    }

    @Test
    void addressAndBrowserTellApartWhoHasNoAccount() {
        assertThat(isFirst(SOMEBODY, "anna")).isTrue();
        assertThat(isFirst(new Visitor(null, "203.0.113.2", "Firefox", true), "anna"))
                .isTrue();
        assertThat(isFirst(new Visitor(null, "203.0.113.1", "Safari", true), "anna"))
                .isTrue();
        assertThat(isFirst(SOMEBODY, "anna")).isFalse();
    }

    @Test
    void anotherPersonIsLookedAtForTheFirstTime() {
        assertThat(isFirst(EVE, "anna")).isTrue();
        assertThat(isFirst(EVE, "berta")).isTrue();
    }

    @Test
    void onlySoManyAreRemembered() {
        IntStream.range(0, 10_000).forEach(n -> isFirst(EVE, "user-" + n));

        assertThat(IntStream.range(0, 10_000).filter(n -> !isFirst(EVE, "user-" + n)))
                .hasSizeLessThan(1_000);
    }

    private boolean isFirst(Visitor visitor, String viewed) {
        return views.isFirst(new View(viewed, visitor.hash("a salt", viewed), now));
    }
}
