package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.GatewaySettings;
import dev.localservers.Lifetime;
import dev.localservers.LocalNginx;
import dev.localservers.SharedServers;
import dev.userservice.FakeAuthService;
import dev.userservice.TestUsers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Two instances behind the gateway, one of which is killed at work: nobody notices, and nothing is lost or done twice. */
@EnabledIf("dev.localservers.LocalNginx#isInstalled")
class TwoInstancesIntegrationTests {

    private static final int USERS = 100;
    private static final int VERSIONS = 4;
    private static final List<String> IDS =
            IntStream.range(100, 100 + USERS).mapToObj(n -> "user-" + n).toList();

    private FakeAuthService authService;
    private ChildService one;
    private ChildService other;
    private LocalNginx nginx;

    @BeforeEach
    void start() {
        TestIndices.drop();
        authService = FakeAuthService.start();
        IDS.forEach(id -> authService.users().put(TestUsers.influencer(id, Map.of())));
        String database = SharedServers.get().freshDatabaseUrl("two_instances_tests");
        one = instance(database);
        other = instance(database);
        nginx = LocalNginx.start(
                Path.of(".local", "gateway-test"),
                Lifetime.TEMPORARY,
                GatewaySettings.of(
                                0,
                                List.of(one.port(), other.port()),
                                List.of(authService.issuer().url().getPort()))
                        .with("GATEWAY_TRUSTED_PROXIES", "set_real_ip_from 127.0.0.1;")
                        .with("GATEWAY_TOKEN_RATE", "1000r/s"));
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(one::start, Thread::startVirtualThread),
                        CompletableFuture.runAsync(other::start, Thread::startVirtualThread))
                .join();
    }

    private ChildService instance(String database) {
        return new ChildService(database, SharedServers.get().elasticsearchUrl())
                .with("AUTH_SERVICE_URL", authService.url())
                .with("DRIFT_RATE", "0")
                .with("RATE_LIMITS", "0")
                .with("USERSERVICE_PULL_PAGESIZE", "1")
                .with("USERSERVICE_PULL_LEASE", "3s")
                .with("USERSERVICE_INDEXING_LEASE", "3s")
                // a full read that takes ten seconds
                .with("RESILIENCE4J_RATELIMITER_INSTANCES_SOURCE_LIMITFORPERIOD", "10");
    }

    @AfterEach
    void stop() {
        nginx.close();
        List.of(one, other).forEach(ChildService::close);
        authService.close();
    }

    @Test
    void oneIsKilledUnderLoad() {
        deliver(1);
        one.service().awaitHits("user-100", "user-100");
        List<String> tokens = IntStream.range(0, 40)
                .mapToObj(n -> authService.issuer().token("fan-" + n, "USER"))
                .toList();
        int before;
        try (Callers callers = new Callers(URI.create(nginx.url()), IDS, tokens)) {
            ChildService reader = beginFullRead();
            CompletableFuture<Void> changes = CompletableFuture.runAsync(
                    () -> IntStream.rangeClosed(2, VERSIONS).forEach(this::deliver), Thread::startVirtualThread);
            await().until(() -> authService.requests().size() > 20 && callers.answered() > 100);

            reader.kill();

            before = callers.answered();
            changes.join();
            awaitFullRead();
            await().until(() -> callers.answered() > before + 100);
            assertThat(callers.failures()).isEmpty();
        }
        awaitIndexIsTheProjection();
        assertThat(one.numbers("SELECT id, source_version FROM user_cache WHERE deleted_at IS NULL"))
                .isEqualTo(IDS.stream().collect(Collectors.toMap(Function.identity(), id -> (long) VERSIONS)));
        assertThatNoPageWasReadTwiceButTheLastOfTheKilled();
    }

    /** Delivers this version of everybody as the Auth Service does: to some instance, again until it is taken. */
    private void deliver(int version) {
        AtomicInteger turn = new AtomicInteger(version);
        try (ExecutorService connections = Executors.newFixedThreadPool(4)) {
            IDS.forEach(id -> connections.execute(() -> {
                String body = TestUsers.influencer(id, Map.of("version", version, "bio", "Version " + version));
                await(id)
                        .ignoreExceptions()
                        .until(() -> (turn.getAndIncrement() % 2 == 0 ? one : other)
                                        .service()
                                        .userUpdated(body)
                                        .status()
                                == 200);
            }));
        }
    }

    /** Asks both at once; the one that does it. */
    private ChildService beginFullRead() {
        String admin = "Bearer " + authService.issuer().token("root", "ADMIN");
        List<CompletableFuture<Integer>> answers = List.of(one, other).stream()
                .map(instance -> CompletableFuture.supplyAsync(() -> instance.service()
                        .post("/sync/sync-all-users", "Authorization", admin)
                        .status()))
                .toList();
        List<Integer> statuses = answers.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).containsExactlyInAnyOrder(202, 409);
        return statuses.getFirst() == 202 ? one : other;
    }

    private void awaitFullRead() {
        await("the full read")
                .atMost(Duration.ofSeconds(40))
                .until(() -> one.count("SELECT count(*) FROM sync_run WHERE state = 'completed'") == 1);
        assertThat(one.count("SELECT count(*) FROM sync_run")).isEqualTo(1);
    }

    private void assertThatNoPageWasReadTwiceButTheLastOfTheKilled() {
        Map<String, Long> pages = authService.requests().stream()
                .filter(request -> request.contains("after="))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(pages).hasSizeGreaterThanOrEqualTo(USERS);
        assertThat(pages.values().stream().filter(times -> times > 1)).hasSizeLessThanOrEqualTo(1);
    }

    private void awaitIndexIsTheProjection() {
        await("an empty queue")
                .atMost(Duration.ofSeconds(30))
                .until(() -> one.count("SELECT count(*) FROM index_queue") == 0);
        JsonNode hits = TestIndices.documents();
        Map<String, Long> documents = new HashMap<>();
        hits.forEach(hit ->
                documents.put(hit.path("_id").asText(), hit.path("_version").asLong()));
        assertThat(documents).isEqualTo(one.numbers("SELECT id, revision FROM user_cache WHERE deleted_at IS NULL"));
    }
}
