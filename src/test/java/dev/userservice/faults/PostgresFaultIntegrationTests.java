package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.localservers.LocalPostgres;
import dev.userservice.Service;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Postgres that dies or hangs costs time, but nothing that was acknowledged. Elasticsearch is away all along. */
class PostgresFaultIntegrationTests {

    private LocalPostgres postgres;
    private ChildService child;
    private Service service;

    @BeforeEach
    void start() {
        postgres = LocalPostgres.start(Path.of(".local", "test"));
        child = new ChildService(postgres.url(), "http://localhost:1").start();
        service = child.service();
    }

    @AfterEach
    void stop() {
        child.close();
        postgres.close();
    }

    @Test
    void everyAcknowledgedUserIsThereAfterPostgresWasKilledUnderLoad() {
        Sender sender = new Sender(service);
        AtomicBoolean killed = new AtomicBoolean();
        sender.send(IntStream.range(0, 1_000), acknowledged -> {
            if (acknowledged >= 300 && killed.compareAndSet(false, true)) {
                postgres.restart();
            }
        });
        assertThat(sender.refusals()).isSubsetOf(Set.of(503));
        assertThat(sender.unanswered()).isZero();
        assertThat(sender.acknowledged()).hasSizeGreaterThan(300);

        await("recovery")
                .atMost(Duration.ofSeconds(15))
                .until(() -> service.userCreated(TestUsers.influencer("later", Map.of()))
                                .status()
                        == 200);
        assertThat(sender.acknowledged())
                .allSatisfy(id ->
                        assertThat(service.get("/public/users/" + id).status()).isEqualTo(200));
    }

    @Test
    void aFrozenPostgresIsAnsweredWithTryAgainAndTheServiceGoesOnAfterwards() {
        service.userCreated(TestUsers.influencer("before", Map.of()));
        postgres.freeze();
        try {
            for (int request = 0; request < 3; request++) {
                Instant start = Instant.now();
                Answer answer = service.userCreated(TestUsers.influencer("during", Map.of()));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body().path("code").asText()).isEqualTo("database_unavailable");
                assertThat(answer.header("Retry-After")).isNotBlank();
                assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
            }
            assertThat(child.operations("/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertConnectionsAreWaitedForInVain();
        } finally {
            postgres.thaw();
        }

        await("recovery")
                .atMost(Duration.ofSeconds(15))
                .until(() -> service.userCreated(TestUsers.influencer("after", Map.of()))
                                .status()
                        == 200);
    }

    // what the alert is set off by, though nobody calls
    private void assertConnectionsAreWaitedForInVain() {
        double before = timeouts();
        await("more of them").atMost(Duration.ofSeconds(15)).until(() -> timeouts() > before);
    }

    private double timeouts() {
        return child.metric("hikaricp_connections_timeout_total{");
    }
}
