package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What counts as a view and as an appearance, and what Postgres has to do for it. */
class CounterIntegrationTests extends AbstractServiceTests {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0 ";
    private static final Duration A_WHILE = Duration.ofMinutes(30);

    @Autowired
    private WaitingViews waiting;

    @Autowired
    private RecentViewRows recent;

    @Autowired
    private CounterFlush flush;

    @Autowired
    private CounterRows rows;

    @Autowired
    private ActivityPartitions partitions;

    private final Instant now = InstantSource.system().instant();

    private String browser;

    @BeforeEach
    void addAnna() {
        browser = BROWSER + UUID.randomUUID();
        service.userCreated(TestUsers.influencer("anna", Map.of("username", "anna.t", "firstName", "Anna")));
        service.userCreated(TestUsers.influencer("berta", Map.of("firstName", "Berta")));
    }

    private void view(String key, String... headers) {
        assertThat(service.get("/public/users/" + key, headers).status()).isEqualTo(200);
    }

    private long written(String counter, String userId) {
        flush.flushAll();
        return database.sql("SELECT coalesce(max(" + counter + "), 0) FROM user_analytics WHERE user_id = :id")
                .param("id", userId)
                .query(Long.class)
                .single();
    }

    private long views(String userId) {
        return written("profile_views", userId);
    }

    private long appearances(String userId) {
        return written("search_appearances", userId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "anna.t", "ANNA.T"})
    void whoeverLooksAtAProfileCounts(String key) {
        view(key, "User-Agent", browser);

        assertThat(views("anna")).isEqualTo(1);
        assertThat(appearances("anna")).isZero();
    }

    @Test
    void whoeverLooksCountsOnTheRouteOfARoleToo() {
        assertThat(service.get("/public/influencers/anna", "User-Agent", browser)
                        .status())
                .isEqualTo(200);
        assertThat(service.get("/public/brands/berta", "User-Agent", browser).status())
                .isEqualTo(404);

        assertThat(views("anna")).isEqualTo(1);
        assertThat(views("berta")).isZero();
    }

    @Test
    void aViewIsWrittenByItself() {
        view("anna", "User-Agent", browser);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> count("SELECT coalesce(sum(profile_views), 0) FROM user_analytics") == 1);
    }

    @Test
    void whoeverLooksAgainCountsOnce() {
        view("anna", "User-Agent", browser);
        view("anna", "User-Agent", browser);
        view("anna.t", "User-Agent", browser);
        view("anna", "User-Agent", browser, "Authorization", token("eve-" + browser.hashCode(), "USER"));
        view("anna", "User-Agent", BROWSER, "Authorization", token("eve-" + browser.hashCode(), "USER"));

        assertThat(views("anna")).isEqualTo(2);
    }

    @Test
    void visitorsBehindTheGatewayAreToldApartByTheAddressItNames() {
        view("anna", "User-Agent", browser, "X-Forwarded-For", "203.0.113.1");
        view("anna", "User-Agent", browser, "X-Forwarded-For", "203.0.113.2");
        view("anna", "User-Agent", browser, "X-Forwarded-For", "198.51.100.66, 203.0.113.2");

        assertThat(views("anna")).isEqualTo(2);
    }

    @Test
    void programsDoNotCount() {
        view("anna");
        view("anna", "User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1) " + browser.hashCode());
        awaitIndexed();
        assertThat(service.search("anna").hits()).contains("anna");

        assertThat(views("anna")).isZero();
        assertThat(appearances("anna")).isZero();
    }

    @Test
    void askingForTheHeadersAloneDoesNotCount() {
        awaitIndexed();
        for (String path : List.of("/public/users/anna", "/search/influencers?q=anna")) {
            HttpRequest request =
                    service.request(path, "User-Agent", browser).HEAD().build();
            assertThat(service.sendRaw(request).statusCode()).isEqualTo(200);
        }

        assertThat(views("anna")).isZero();
        assertThat(appearances("anna")).isZero();
    }

    @Test
    void nobodyCountsForLookingAtThemselves() {
        awaitIndexed();
        view("anna", "User-Agent", browser, "Authorization", token("anna", "USER"));
        service.get("/search/influencers", "User-Agent", browser, "Authorization", token("anna", "USER"));

        assertThat(views("anna")).isZero();
        assertThat(appearances("anna")).isZero();
        assertThat(appearances("berta")).isEqualTo(1);
    }

    @Test
    void whoIsNotFoundIsNotCounted() {
        service.userCreated(TestUsers.influencer("hidden", Map.of("status", "SUSPENDED")));

        assertThat(service.get("/public/users/hidden", "User-Agent", browser).status())
                .isEqualTo(404);

        assertThat(views("hidden")).isZero();
    }

    @Test
    void everyPageShownCountsForWhomItShows() {
        awaitIndexed();
        service.get("/search/influencers?size=1&page=1", "User-Agent", browser);
        service.get("/search/influencers?size=1&page=2", "User-Agent", browser);
        service.get("/search/users?q=berta", "User-Agent", browser);

        assertThat(appearances("anna")).isEqualTo(1);
        assertThat(appearances("berta")).isEqualTo(2);
        assertThat(views("berta")).isZero();
    }

    @Test
    void whoeverLooksAgainCountsOnceThroughWhicheverInstance() {
        View first = new View("anna", 7, now);

        assertThat(rows.add(List.of(), List.of(first, new View("anna", 7, now.plusSeconds(1)))))
                .isEqualTo(1);
        assertThat(rows.add(
                        List.of(), List.of(new View("anna", 7, now.plus(A_WHILE).minusMillis(1)))))
                .isZero();
        assertThat(rows.add(List.of(), List.of(new View("anna", 8, now), new View("berta", 7, now))))
                .isEqualTo(2);
        assertThat(rows.add(List.of(), List.of(new View("anna", 7, now.plus(A_WHILE)))))
                .isEqualTo(1);

        assertThat(views("anna")).isEqualTo(3);
        assertThat(views("berta")).isEqualTo(1);
    }

    @Test
    void whoLookedAWhileAgoIsForgotten() {
        rows.add(List.of(), List.of(new View("anna", 7, now.minus(A_WHILE)), new View("anna", 8, now)));

        recent.forget();

        assertThat(count("SELECT viewer FROM recent_view")).isEqualTo(8);
    }

    @Test
    void countsOfADeletedUserAreNotWritten() {
        view("anna", "User-Agent", browser);
        service.userDeleted("{\"userId\":\"anna\",\"version\":2}");
        List<View> late = List.of(new View("anna", 7, now), new View("nobody", 7, now));
        rows.add(late.stream().map(View::count).toList(), late);

        assertThat(views("anna")).isZero();
        assertThat(count("SELECT count(*) FROM user_analytics")).isZero();
        assertThat(count("SELECT count(*) FROM recent_view")).isZero();
    }

    @Test
    void tenThousandIncrementsASecondCostAFewCommitsAndNoneIsLost() {
        long before = commits();
        long started = System.nanoTime();
        long second = 10_000;
        long seconds = 5;
        AtomicLong viewers = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                threads.execute(() -> LongStream.range(0, seconds * second / 4).forEach(n -> {
                    awaitTurn(started + n * 4 * (Duration.ofSeconds(1).toNanos() / second));
                    waiting.add(new View(n % 10 == 0 ? "berta" : "anna", viewers.incrementAndGet(), now));
                }));
            }
        }
        flush.flushAll();
        await("the statistics of Postgres")
                .pollDelay(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> commits() > before);
        long commits = commits() - before;
        System.out.printf(
                "%,d increments in %.1f s cost %,d commits of everything in the service: %,.0f times fewer%n",
                seconds * second, (System.nanoTime() - started) / 1e9, commits, seconds * second / (double) commits);

        assertThat(views("anna")).isEqualTo(seconds * second * 9 / 10);
        assertThat(views("berta")).isEqualTo(seconds * second / 10);
        assertThat(commits).isLessThanOrEqualTo(seconds * second / 50);
    }

    private static void awaitTurn(long nanoTime) {
        while (nanoTime > System.nanoTime()) {
            LockSupport.parkNanos(nanoTime - System.nanoTime());
        }
    }

    private long commits() {
        return count("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
    }

    @Test
    void appearancesWaitForMoreOfThemUnlessTooManyPeopleWait() {
        AnalyticsProperties properties =
                new AnalyticsProperties(Duration.ofSeconds(1), Duration.ofHours(1), 10, A_WHILE, 100);
        WaitingCounts counts = new WaitingCounts(properties, new SimpleMeterRegistry());
        CounterFlush seldom =
                new CounterFlush(counts, waiting, rows, partitions, properties, new SimpleMeterRegistry());
        counts.add(TestCounts.appearance("anna"));
        counts.add(Count.favorites(TestCounts.appearance("berta").of(), 1));

        seldom.flush();
        assertThat(appearances("anna")).isZero();
        assertThat(written("favorites", "berta")).isEqualTo(1);

        Stream.of("c", "d", "e", "f", "g").map(TestCounts::appearance).forEach(counts::add);
        seldom.flush();
        assertThat(appearances("anna")).isEqualTo(1);
    }

    @Test
    void whatCannotBeWrittenWaits() {
        view("anna", "User-Agent", browser);
        database.sql("ALTER TABLE user_analytics RENAME TO user_analytics_away").update();
        try {
            flush.flushAll();
            view("anna", "User-Agent", browser, "X-Forwarded-For", "203.0.113.9");
            flush.flushAll();
        } finally {
            database.sql("ALTER TABLE user_analytics_away RENAME TO user_analytics")
                    .update();
        }

        assertThat(views("anna")).isEqualTo(2);
    }
}
