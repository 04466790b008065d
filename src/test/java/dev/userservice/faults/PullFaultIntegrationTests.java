package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.localservers.SharedServers;
import dev.userservice.FakeAuthService;
import dev.userservice.SourceFault;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A full read goes on from its checkpoint when the instance that worked on it is gone. Elasticsearch is away. */
class PullFaultIntegrationTests {

    private static final String STUCK = "after=user-149";

    private FakeAuthService authService;
    private String database;
    private ChildService child;

    @BeforeEach
    void start() {
        authService = FakeAuthService.start();
        IntStream.range(100, 200).forEach(n -> authService.users().put(TestUsers.influencer("user-" + n, Map.of())));
        database = SharedServers.get().freshDatabaseUrl("pull_fault_tests");
        child = newChild().start();
    }

    @AfterEach
    void stop() {
        child.close();
        authService.close();
    }

    private ChildService newChild() {
        return new ChildService(database, "http://localhost:1")
                .with("AUTH_SERVICE_URL", authService.url())
                .with("USERSERVICE_PULL_PAGESIZE", "10");
    }

    @Test
    void anotherInstanceTakesOverTheRunOfAKilledOneWhenItsLeaseEnds() {
        child.close();
        child = newChild().with("USERSERVICE_PULL_LEASE", "5s").start();
        beginAndGetStuck();
        child.kill();
        authService.recovers();
        authService.requests().clear();

        child = newChild().start();

        awaitCompleted();
        assertThat(authService.requests().getFirst()).contains(STUCK);
        assertThat(child.count("SELECT read FROM sync_run")).isEqualTo(100);
        assertThat(child.count("SELECT changed FROM sync_run")).isEqualTo(100);
        assertThat(child.count("SELECT count(*) FROM user_cache")).isEqualTo(100);
    }

    @Test
    void anInstanceThatIsStoppedGivesItsRunBackAtOnce() throws InterruptedException {
        beginAndGetStuck();
        assertThat(child.stop(Duration.ofSeconds(30))).isTrue();
        authService.recovers();

        assertThat(child.count("SELECT count(*) FROM sync_run WHERE lease IS NULL AND available_at <= now()"))
                .isEqualTo(1);
        child.start();

        awaitCompleted();
        assertThat(child.count("SELECT count(*) FROM user_cache")).isEqualTo(100);
    }

    private void beginAndGetStuck() {
        authService.behavesAt(STUCK, SourceFault.HANGS);
        String token = "Bearer " + authService.issuer().token("root", "ADMIN");
        assertThat(child.service()
                        .post("/sync/sync-all-users", "Authorization", token)
                        .status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> authService.requests().stream().anyMatch(path -> path.contains(STUCK)));
    }

    private void awaitCompleted() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> child.count("SELECT count(*) FROM sync_run WHERE state = 'completed'") == 1);
    }
}
