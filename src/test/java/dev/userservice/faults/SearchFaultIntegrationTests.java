package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.localservers.LocalElasticsearch;
import dev.localservers.LocalPostgres;
import dev.userservice.Service;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Searching goes on when Elasticsearch hangs: soon answered, marked as degraded, and back to normal soon after. */
@EnabledIf(
        value = "dev.localservers.ServerCache#hasElasticsearch",
        disabledReason = "only a local Elasticsearch can be frozen; make test fetches one where there is no other")
class SearchFaultIntegrationTests {

    private static final int CALLERS = 16;

    private LocalElasticsearch elasticsearch;
    private LocalPostgres postgres;
    private ChildService child;
    private Service service;

    private record Timed(int status, int hits, boolean isDegraded, Duration took) {}

    @BeforeEach
    void start() {
        elasticsearch = LocalElasticsearch.start(Path.of(".local", "test"));
        postgres = LocalPostgres.start(Path.of(".local", "test"));
        child = new ChildService(postgres.url(), elasticsearch.url()).start();
        service = child.service();
        IntStream.range(0, 50)
                .forEach(n -> service.userCreated(
                        TestUsers.influencer("user-" + n, Map.of("firstName", "Anna", "lastName", "Number" + n))));
        await().atMost(Duration.ofSeconds(60)).until(() -> search("anna").hits() == 20);
        await().atMost(Duration.ofSeconds(60)).until(() -> !search("anna").isDegraded());
    }

    @AfterEach
    void stop() {
        child.close();
        postgres.close();
        elasticsearch.close();
    }

    @Test
    void aFrozenElasticsearchIsStoodInForAndForgottenWhenItThaws() throws Exception {
        searchFor(Duration.ofSeconds(3));
        double threads = threads();

        elasticsearch.freeze();
        List<Timed> during;
        try {
            during = searchFor(Duration.ofSeconds(6));
        } finally {
            elasticsearch.thaw();
        }
        searchFor(Duration.ofSeconds(5));
        List<Timed> after = searchFor(Duration.ofSeconds(5));

        assertThat(during).allSatisfy(search -> {
            assertThat(search.status()).isEqualTo(200);
            assertThat(search.isDegraded()).isTrue();
            assertThat(search.hits()).isEqualTo(20);
            assertThat(search.took()).isLessThan(Duration.ofMillis(1_500));
        });
        assertThat(threads()).isLessThan(threads + 20);
        assertThat(after).noneMatch(Timed::isDegraded);
        assertThat(percentile99(after)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void withPostgresFrozenTooEverybodyIsToldSoonAndTheServiceGoesOnAfterwards() throws Exception {
        searchFor(Duration.ofSeconds(3));
        elasticsearch.freeze();
        postgres.freeze();
        List<Timed> during;
        try {
            during = searchFor(Duration.ofSeconds(6));
        } finally {
            postgres.thaw();
        }
        try {
            await("Postgres standing in")
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> search("anna").hits() == 20);
        } finally {
            elasticsearch.thaw();
        }

        assertThat(during).isNotEmpty().allSatisfy(search -> {
            assertThat(search.status()).isEqualTo(503);
            assertThat(search.took()).isLessThan(Duration.ofMillis(1_500));
        });
        assertThat(child.output().lines().filter(line -> line.contains("DegradationLog")))
                .as("lines in the log")
                .hasSizeLessThan(6);
        await("normal searches")
                .atMost(Duration.ofSeconds(15))
                .until(() -> search("anna").hits() == 20 && !search("anna").isDegraded());
    }

    private List<Timed> searchFor(Duration time) throws Exception {
        Instant end = Instant.now().plus(time);
        List<Timed> all = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            Callable<List<Timed>> caller = () -> {
                List<Timed> own = new ArrayList<>();
                while (Instant.now().isBefore(end)) {
                    own.add(search("anna"));
                }
                return own;
            };
            for (Future<List<Timed>> own : callers.invokeAll(
                    IntStream.range(0, CALLERS).mapToObj(n -> caller).toList())) {
                all.addAll(own.get());
            }
        }
        return all;
    }

    private Timed search(String text) {
        long start = System.nanoTime();
        Answer answer = service.search(text);
        return new Timed(
                answer.status(),
                answer.hits().size(),
                answer.body().path("degraded").asBoolean(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private static Duration percentile99(List<Timed> searches) {
        return searches.stream()
                .map(Timed::took)
                .sorted(Comparator.naturalOrder())
                .skip(searches.size() * 99L / 100)
                .findFirst()
                .orElseThrow();
    }

    private double threads() {
        return child.metric("jvm_threads_live_threads");
    }
}
