package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A service that reads changed counters by itself misses none, whoever writes meanwhile. */
class ChangesIntegrationTests extends AbstractServiceTests {

    @Autowired
    private CounterRows rows;

    @Autowired
    private Users users;

    @Autowired
    private TransactionTemplate transactions;

    private final Map<String, Long> known = new HashMap<>();

    @BeforeEach
    void addUsers() {
        database.sql("""
                        INSERT INTO user_cache (id, status, last_sync_at, source_time, revision)
                        SELECT 'user-' || n, 'ACTIVE', now(), now(), nextval('revision') FROM generate_series(100, 199) AS n
                        """).update();
    }

    private Answer changes(String query) {
        return service.get("/analytics/changes" + query, "Authorization", token("auth-service", "SERVICE"));
    }

    /** Notes what has changed, and returns where to go on. */
    private long readOn(long after, int limit) {
        JsonNode page = changes("?after=%d&limit=%d".formatted(after, limit)).body();
        page.path("users")
                .forEach(user -> known.put(
                        user.path("userId").asText(), user.path("profileViews").asLong()));
        return page.path("nextAfter").asLong();
    }

    @Test
    void pagesComeInOrderOfChangesAndWhoChangedAgainComesAgain() {
        IntStream.range(100, 105).forEach(n -> rows.add(List.of(TestCounts.view("user-" + n)), List.of()));
        rows.add(List.of(TestCounts.view("user-101")), List.of());

        JsonNode first = changes("?limit=3").body();
        assertThat(first.path("users").findValuesAsText("userId")).containsExactly("user-100", "user-102", "user-103");
        long next = first.path("nextAfter").asLong();
        JsonNode second = changes("?limit=3&after=" + next).body();
        assertThat(second.path("users").findValuesAsText("userId")).containsExactly("user-104", "user-101");
        assertThat(second.at("/users/1/profileViews").asInt()).isEqualTo(2);

        long end = second.path("nextAfter").asLong();
        assertThat(changes("?after=" + end).body().path("users")).isEmpty();
        assertThat(changes("?after=" + end).body().path("nextAfter").asLong()).isEqualTo(end);

        rows.add(List.of(TestCounts.appearance("user-100")), List.of());
        assertThat(changes("?after=" + end).body().path("users").findValuesAsText("userId"))
                .containsExactly("user-100");
    }

    @Test
    void aChangeThatIsCommittedLateIsNotMissed() throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(1)) {
            Pending pending = transactions.execute(status -> {
                rows.add(List.of(TestCounts.view("user-100")), List.of());
                Future<?> second = writers.submit(() -> rows.add(List.of(TestCounts.view("user-101")), List.of()));
                awaitDoneOrWaiting(second);
                return new Pending(second, readOn(0, 20));
            });
            pending.write().get();
            readOn(pending.after(), 20);
        }

        assertThat(known).isEqualTo(Map.of("user-100", 1L, "user-101", 1L));
    }

    /** A write that waits for another, and how far the reader came meanwhile. */
    private record Pending(Future<?> write, long after) {}

    @Test
    void aFlushDuringADeletionDoesNotBringTheCountersBack() throws Exception {
        rows.add(List.of(TestCounts.view("user-100")), List.of());
        try (ExecutorService writers = Executors.newFixedThreadPool(1)) {
            Future<?> flush = transactions.execute(status -> {
                users.delete("user-100", Instant.now());
                Future<?> late = writers.submit(() -> rows.add(List.of(TestCounts.view("user-100")), List.of()));
                awaitDoneOrWaiting(late);
                return late;
            });
            flush.get();
        }

        assertThat(count("SELECT count(*) FROM user_analytics")).isZero();
    }

    @Test
    void aDeletionDuringAFlushTakesTheCountersWithIt() throws Exception {
        try (ExecutorService others = Executors.newFixedThreadPool(1)) {
            Future<?> deletion = transactions.execute(status -> {
                rows.add(List.of(TestCounts.view("user-100")), List.of());
                Future<?> delete = others.submit(
                        () -> transactions.executeWithoutResult(inner -> users.delete("user-100", Instant.now())));
                awaitDoneOrWaiting(delete);
                return delete;
            });
            deletion.get();
        }

        assertThat(count("SELECT count(*) FROM user_analytics")).isZero();
    }

    private void awaitDoneOrWaiting(Future<?> write) {
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> write.isDone()
                        || count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") > 0);
    }

    @Test
    void nobodyIsMissedWhileSeveralWrite() throws Exception {
        long after = 0;
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> written = Stream.<Future<?>>generate(() -> writers.submit(this::writeALot))
                    .limit(4)
                    .toList();
            while (!written.stream().allMatch(Future::isDone)) {
                after = readOn(after, 20);
            }
            for (Future<?> writer : written) {
                writer.get();
            }
        }
        for (long next = readOn(after, 20); next != after; next = readOn(after, 20)) {
            after = next;
        }

        Map<String, Long> actual = new HashMap<>();
        database.sql("SELECT user_id, profile_views FROM user_analytics").query(row -> {
            actual.put(row.getString(1), row.getLong(2));
        });
        assertThat(known).isEqualTo(actual);
        assertThat(actual.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(4L * 100 * 10);
    }

    private void writeALot() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int write = 0; write < 100; write++) {
            rows.add(
                    random.ints(100, 200)
                            .distinct()
                            .limit(10)
                            .sorted()
                            .mapToObj(n -> TestCounts.view("user-" + n))
                            .toList(),
                    List.of());
        }
    }

    @ParameterizedTest
    @CsvSource({"after=-1, after", "after=x, after", "limit=0, limit", "limit=1001, limit", "page=1, page"})
    void whatMakesNoSenseIsNamed(String query, String fault) {
        Answer answer = changes("?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly(fault);
    }
}
