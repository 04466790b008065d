package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.localservers.LocalPostgres;
import dev.userservice.Service;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries saved together by two instances neither lock each other out nor claim more than Postgres has. */
class GroupCommitFaultIntegrationTests {

    private static final int USERS = 30;

    private LocalPostgres postgres;
    private List<ChildService> children;
    private List<Service> services;

    private record Sent(String user, int status, String retryAfter) {}

    @BeforeEach
    void start() {
        postgres = LocalPostgres.start(Path.of(".local", "test"));
        children = List.of(
                new ChildService(postgres.url(), "http://localhost:1").start(),
                new ChildService(postgres.url(), "http://localhost:1").start());
        services = children.stream().map(ChildService::service).toList();
    }

    @AfterEach
    void stop() {
        children.forEach(ChildService::close);
        postgres.close();
    }

    @Test
    void groupsOfTheSameUsersInTwoInstancesDoNotDeadlock() throws Exception {
        for (int version = 1; version <= 10; version++) {
            List<Callable<Sent>> calls = new ArrayList<>();
            for (int number = 0; number < USERS; number++) {
                // forwards at one, backwards at the other
                calls.add(created(0, number, version));
                calls.add(created(1, USERS - 1 - number, version));
            }
            assertThat(atOnce(calls)).extracting(Sent::status).containsOnly(200);
        }
        assertThat(children.getFirst().count("SELECT sum(deadlocks) FROM pg_stat_database"))
                .isZero();
        assertThat(children.getFirst().count("SELECT count(*) FROM user_cache WHERE source_version = 10"))
                .isEqualTo(USERS);
    }

    @Test
    void everybodyWhoWaitsForAFrozenPostgresIsToldSoonToTryAgain() throws Exception {
        created(0, 0, 1).call();
        Instant start = Instant.now();
        postgres.freeze();
        try {
            assertThat(atOnce(IntStream.range(0, USERS)
                            .mapToObj(number -> created(0, number, 2))
                            .toList()))
                    .allSatisfy(sent -> {
                        assertThat(sent.status()).isEqualTo(503);
                        assertThat(sent.retryAfter()).isNotBlank();
                    });
        } finally {
            postgres.thaw();
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void nobodyIsAcknowledgedWhomAKilledPostgresDidNotKeep() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        List<Callable<Sent>> calls = new ArrayList<>(IntStream.range(0, 600)
                .mapToObj(number -> created(number % 2, number, 1))
                .toList());
        calls.add(300, () -> {
            postgres.restart();
            return new Sent("", 200, "");
        });
        for (Sent sent : atOnce(calls)) {
            assertThat(sent.status()).isIn(200, 503);
            if (sent.status() == 200 && !sent.user().isEmpty()) {
                acknowledged.add(sent.user());
            }
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(children.getFirst().texts("SELECT id, id FROM user_cache").keySet())
                .containsAll(acknowledged);
        assertThat(children.getFirst().count("""
                        SELECT count(*) FROM user_cache u
                          FULL JOIN index_queue q ON q.user_id = u.id AND q.revision = u.revision
                          FULL JOIN webhook_inbox w ON w.webhook_id = 'msg_' || u.id || '_1'
                         WHERE u.id IS NULL OR q.user_id IS NULL OR w.webhook_id IS NULL
                        """))
                .as("parts of a delivery without the others")
                .isZero();
    }

    private Callable<Sent> created(int instance, int number, int version) {
        String user = "user-" + number;
        return () -> {
            Answer answer = services.get(instance)
                    .webhook(
                            "/sync/user-created",
                            TestUsers.influencer(user, Map.of("version", version)),
                            "msg_%s_%d%s".formatted(user, version, version == 1 ? "" : "_" + instance));
            return new Sent(user, answer.status(), answer.header("Retry-After"));
        };
    }

    private static List<Sent> atOnce(List<Callable<Sent>> calls) throws Exception {
        List<Sent> sent = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(40)) {
            for (Future<Sent> one : callers.invokeAll(calls)) {
                sent.add(one.get());
            }
        }
        return sent;
    }
}
