package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.localservers.SharedServers;
import dev.userservice.AnalyticsInbox;
import dev.userservice.AnalyticsInbox.Message;
import dev.userservice.FakeAuthService;
import dev.userservice.ServiceTest;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Auth Service hears of everything though instances die while they tell it. Elasticsearch is away. */
class FeedFaultIntegrationTests {

    private static final String UNTOLD = "SELECT count(*) FROM user_analytics, analytics_feed WHERE change > fed_up_to";

    private FakeAuthService authService;
    private AnalyticsInbox inbox;
    private String database;
    private ChildService child;

    @BeforeEach
    void start() {
        authService = FakeAuthService.start();
        inbox = authService.analytics();
        database = SharedServers.get().freshDatabaseUrl("feed_fault_tests");
        child = newChild().start();
        child.service().userCreated(TestUsers.influencer("anna", Map.of()));
    }

    private ChildService newChild() {
        return new ChildService(database, "http://localhost:1")
                .with("AUTH_SERVICE_URL", authService.url())
                .with("ANALYTICS_FEED_INTERVAL", "1s")
                .with("USERSERVICE_ANALYTICS_FEED_LEASE", "5s");
    }

    @AfterEach
    void stop() {
        child.close();
        authService.close();
    }

    private void view(ChildService visited, int visitors) {
        for (int visitor = 0; visitor < visitors; visitor++) {
            assertThat(visited.service()
                            .get("/public/users/anna", "User-Agent", "Mozilla/5.0 " + System.nanoTime())
                            .status())
                    .isEqualTo(200);
        }
    }

    private void awaitTold() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> child.count("SELECT count(*) FROM user_analytics") == 1 && child.count(UNTOLD) == 0);
    }

    @Test
    void whoIsKilledBeforeTheAnswerComesLeavesTheSameToBeToldAgain() throws Exception {
        CountDownLatch dead = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        inbox.answers(() -> {
            asked.countDown();
            try {
                dead.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 202;
        });
        view(child, 7);
        asked.await();
        child.kill();
        dead.countDown();
        await().atMost(Duration.ofSeconds(10)).until(() -> inbox.messages().size() == 1);

        child.start();
        awaitTold();

        Message first = inbox.messages().getFirst();
        assertThat(inbox.messages()).hasSizeGreaterThanOrEqualTo(2);
        Message second = inbox.messages().get(1);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.body()).isEqualTo(first.body());
        second.verify(ServiceTest.SECRET);
        assertThat(inbox.messages()
                        .getLast()
                        .json()
                        .at("/data/users/0/profileViews")
                        .asLong())
                .isEqualTo(child.count("SELECT profile_views FROM user_analytics"));
    }

    @Test
    void ofTwoInstancesOneTells() throws Exception {
        try (ChildService second = newChild().start()) {
            for (int round = 0; round < 5; round++) {
                view(child, 3);
                view(second, 3);
                awaitTold();
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            child.count("SELECT profile_views FROM user_analytics") == 30 && child.count(UNTOLD) == 0);
        }

        assertThat(inbox.messages()).extracting(Message::id).doesNotHaveDuplicates();
        assertThat(inbox.messages()
                        .getLast()
                        .json()
                        .at("/data/users/0/profileViews")
                        .asInt())
                .isEqualTo(30);
    }
}
