package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who looks before and after midnight UTC, when the salt of the hashes changes. */
class ViewsAcrossMidnightIntegrationTests extends AbstractServiceTests {

    private static final AnalyticsProperties PROPERTIES =
            new AnalyticsProperties(Duration.ofSeconds(1), Duration.ofMinutes(1), 100, Duration.ofMinutes(30), 100);

    @Autowired
    private CounterRows rows;

    @Autowired
    private ActivityPartitions partitions;

    private final Instant midnight =
            InstantSource.system().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));

    private Instant now = midnight.minus(Duration.ofMinutes(5));

    @BeforeEach
    void lookAtAnna() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        partitions.createFor(List.of(midnight));
        var request = new MockHttpServletRequest("GET", "/public/users/anna");
        request.addHeader("User-Agent", "Mozilla/5.0 Firefox/140.0");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @AfterEach
    void lookAway() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void aViewWithinHalfAnHourOfACountedOneIsARepeat() {
        Instance instance = new Instance();
        assertThat(instance.counted()).isEqualTo(1);

        now = midnight.plus(Duration.ofMinutes(5));
        assertThat(instance.counted()).isZero();

        now = midnight.plus(Duration.ofMinutes(26));
        assertThat(instance.counted()).isEqualTo(1);
        assertThat(instance.counted()).isZero();
    }

    @Test
    void itIsThroughAnotherInstanceToo() {
        assertThat(new Instance().counted()).isEqualTo(1);

        now = midnight.plus(Duration.ofMinutes(5));
        assertThat(new Instance().counted()).isZero();

        now = midnight.plus(Duration.ofMinutes(26));
        assertThat(new Instance().counted()).isEqualTo(1);
        assertThat(new Instance().counted()).isZero();
    }

    /** Counts views as one instance of several does. */
    private final class Instance {

        private final MeterRegistry meters = new SimpleMeterRegistry();
        private final WaitingViews waiting = new WaitingViews(PROPERTIES, meters);
        private final ProfileViews views = new ProfileViews(
                new RecentViews(PROPERTIES, () -> now),
                waiting,
                new ViewerSalt(database, () -> now),
                () -> now,
                meters);

        /** How many views are counted when the same visitor looks once more. */
        int counted() {
            views.add("anna");
            return rows.add(List.of(), waiting.takeAll());
        }
    }
}
