package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.localservers.SharedServers;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of the counts when the service ends, and when two count at once. Elasticsearch is away. */
class CounterFaultIntegrationTests {

    private static final String WRITTEN = "SELECT coalesce(sum(profile_views), 0) FROM user_analytics";

    private static final String BY_THE_HOUR = "SELECT coalesce(sum(views), 0) FROM user_activity";

    private String database;
    private ChildService child;
    private final Visits visits = new Visits();

    @BeforeEach
    void start() {
        database = SharedServers.get().freshDatabaseUrl("counter_fault_tests");
        child = newChild().start();
        child.service().userCreated(TestUsers.influencer("anna", Map.of()));
    }

    private ChildService newChild() {
        return new ChildService(database, "http://localhost:1");
    }

    @AfterEach
    void stop() {
        child.close();
    }

    @Test
    void aStopUnderLoadLosesNoCount() throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            for (int person = 0; person < 8; person++) {
                people.execute(() -> visits.make(child.service(), "anna", () -> !stopped.get()));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> visits.answered() >= 500);
            assertThat(child.stop(Duration.ofSeconds(40))).isTrue();
            stopped.set(true);
        }

        long written = child.count(WRITTEN);
        System.out.printf("SIGTERM: %d views answered, %d counted%n", visits.answered(), written);
        assertThat(written).isBetween((long) visits.answered(), (long) visits.answered() + visits.unanswered());
        assertThat(child.count(BY_THE_HOUR)).isEqualTo(written);
    }

    @Test
    void aKillLosesAtMostWhatWasCountedInOneInterval() throws InterruptedException {
        AtomicBoolean killed = new AtomicBoolean();
        long end;
        try (ExecutorService people = Executors.newFixedThreadPool(4)) {
            for (int person = 0; person < 4; person++) {
                people.execute(() -> visits.make(child.service(), "anna", () -> !killed.get()));
            }
            await("a few intervals").pollDelay(Duration.ofSeconds(5)).until(() -> visits.answered() >= 500);
            end = System.nanoTime();
            child.kill();
            killed.set(true);
        }

        long lost = visits.answered() - child.count(WRITTEN);
        // the interval, and what the flush itself takes on a busy machine
        Duration most = Duration.ofMillis(1_500);
        long atStake = visits.answeredSince(end - most.toNanos());
        System.out.printf(
                "SIGKILL: %d of %d views lost; %d were answered in the last %d ms%n",
                lost, visits.answered(), atStake, most.toMillis());
        assertThat(lost).isLessThanOrEqualTo(atStake);
        assertThat(child.count(BY_THE_HOUR)).isEqualTo(child.count(WRITTEN));
    }

    @Test
    void twoInstancesCountTogether() throws InterruptedException {
        try (ChildService second = newChild().start();
                ExecutorService people = Executors.newFixedThreadPool(8)) {
            for (int person = 0; person < 8; person++) {
                ChildService visited = person % 2 == 0 ? child : second;
                people.execute(() -> visits.make(visited.service(), "anna", () -> visits.answered() < 1_000));
            }
            people.shutdown();
            await().atMost(Duration.ofSeconds(60)).until(people::isTerminated);

            await().atMost(Duration.ofSeconds(15)).until(() -> child.count(WRITTEN) == visits.answered());
            assertThat(visits.unanswered()).isZero();
            assertThat(child.count(BY_THE_HOUR)).isEqualTo(visits.answered());
            // each visitor came once, to either of the two
            assertThat(child.count("SELECT sum(viewers) FROM user_activity"))
                    .isCloseTo(visits.answered(), Percentage.withPercentage(5));
            assertThat(second.output() + child.output()).doesNotContain("wait to be written");

            // whoever comes back soon is known to the other, too
            List.of(child, second, child).forEach(visited -> look(visited, "Mozilla/5.0 somebody"));
            look(second, "Mozilla/5.0 somebody else");
            await().atMost(Duration.ofSeconds(15)).until(() -> child.count(WRITTEN) >= visits.answered() + 2);
            assertThat(second.stop(Duration.ofSeconds(40))).isTrue();
            assertThat(child.stop(Duration.ofSeconds(40))).isTrue();
            assertThat(child.count(WRITTEN)).isEqualTo(visits.answered() + 2);
        }
    }

    private static void look(ChildService visited, String browser) {
        assertThat(visited.service()
                        .get("/public/users/anna", "User-Agent", browser)
                        .status())
                .isEqualTo(200);
    }
}
