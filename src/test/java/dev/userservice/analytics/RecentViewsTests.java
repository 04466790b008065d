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
    private final RecentViews views =
            new RecentViews(new AnalyticsProperties(Duration.ofSeconds(1), 10, Duration.ofMinutes(30), 100), () -> now);

    @Test
    void aViewWithinHalfAnHourOfACountedOneIsARepeat() {
        assertThat(views.isFirst(EVE, "anna")).isTrue();

        now = now.plus(Duration.ofMinutes(29));
        assertThat(views.isFirst(EVE, "anna")).isFalse();

        now = now.plus(Duration.ofMinutes(1)).plusMillis(1);
        assertThat(views.isFirst(EVE, "anna")).isTrue();
    }

    @Test
    void theAccountTellsApartWhoHasTheSameAddressAndBrowser() {
        assertThat(views.isFirst(EVE, "anna")).isTrue();
        assertThat(views.isFirst(SOMEBODY, "anna")).isTrue();
        assertThat(views.isFirst(new Visitor("bob", "203.0.113.1", "Firefox", true), "anna"))
                .isTrue();
    }

    @Test
    void anAccountIsTheSameVisitorEverywhere() {
        assertThat(views.isFirst(EVE, "anna")).isTrue();

        assertThat(views.isFirst(new Visitor("eve", "198.51.100.7", "Safari", true), "anna"))
                .isFalse();
    }

    @Test
    void addressAndBrowserTellApartWhoHasNoAccount() {
        assertThat(views.isFirst(SOMEBODY, "anna")).isTrue();
        assertThat(views.isFirst(new Visitor(null, "203.0.113.2", "Firefox", true), "anna"))
                .isTrue();
        assertThat(views.isFirst(new Visitor(null, "203.0.113.1", "Safari", true), "anna"))
                .isTrue();
        assertThat(views.isFirst(SOMEBODY, "anna")).isFalse();
    }

    @Test
    void anotherPersonIsLookedAtForTheFirstTime() {
        assertThat(views.isFirst(EVE, "anna")).isTrue();
        assertThat(views.isFirst(EVE, "berta")).isTrue();
    }

    @Test
    void onlySoManyAreRemembered() {
        IntStream.range(0, 10_000).forEach(n -> views.isFirst(EVE, "user-" + n));

        assertThat(IntStream.range(0, 10_000).filter(n -> !views.isFirst(EVE, "user-" + n)))
                .hasSizeLessThan(1_000);
    }
}
