package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.AnalyticsInbox;
import dev.userservice.AnalyticsInbox.Message;
import dev.userservice.Service;
import dev.userservice.ServiceTest;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the Auth Service hears of the counters, whatever mood it is in. */
class FeedIntegrationTests extends AbstractServiceTests {

    @Autowired
    private CounterRows rows;

    private AnalyticsInbox inbox;

    @BeforeEach
    void addAnna() {
        inbox = authService().analytics();
        service.userCreated(TestUsers.influencer("anna", Map.of()));
    }

    private void count(String userId, int views, int appearances) {
        rows.add(List.of(new Count(TestCounts.view(userId).of(), views, appearances, 0, Viewers.nobody())), List.of());
    }

    private List<Message> awaitTaken(int number) {
        await().atMost(Duration.ofSeconds(15)).until(() -> inbox.taken().size() >= number && isTold());
        return inbox.taken();
    }

    private boolean isTold() {
        return count("SELECT count(*) FROM user_analytics, analytics_feed WHERE change > fed_up_to") == 0;
    }

    @Test
    void aViewReachesTheAuthServiceSignedAsStandardWebhooksSays() throws Exception {
        service.get("/public/users/anna", "User-Agent", "Mozilla/5.0 " + System.nanoTime());

        Message message = awaitTaken(1).getFirst();

        message.verify(ServiceTest.SECRET);
        JsonNode json = message.json();
        assertThat(json.path("type").asText()).isEqualTo("analytics.updated");
        assertThat(json.path("timestamp").asText()).startsWith("20").endsWith("Z");
        assertThat(json.at("/data/batchId").asText()).isEqualTo(message.id());
        JsonNode anna = json.at("/data/users/0");
        assertThat(anna.path("userId").asText()).isEqualTo("anna");
        assertThat(anna.path("profileViews").asInt()).isEqualTo(1);
        assertThat(anna.path("searchAppearances").asInt()).isZero();
        assertThat(anna.path("change").asLong()).isPositive();
        assertThat(anna.path("changedAt").asText()).endsWith("Z");
        assertThat(message.headers().get("Content-type")).containsExactly("application/json");
    }

    @Test
    void countersComeAsTheyAreAndOnlyOfWhoChanged() {
        service.userCreated(TestUsers.influencer("berta", Map.of()));
        count("anna", 3, 5);
        count("berta", 1, 0);
        awaitTaken(1);
        int before = inbox.messages().size();

        count("anna", 4, 0);

        Message message = awaitTaken(before + 1).getLast();
        assertThat(message.users()).containsExactly("anna");
        assertThat(message.json().at("/data/users/0/profileViews").asInt()).isEqualTo(7);
        assertThat(message.json().at("/data/users/0/searchAppearances").asInt()).isEqualTo(5);
        assertThat(message.id()).isNotEqualTo(inbox.messages().getFirst().id());
        await().during(Duration.ofSeconds(1)).until(() -> inbox.messages().size() == before + 1);
    }

    @Test
    void aBatchThatIsNotTakenComesAgainAsItWas() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        List<Integer> answers = List.of(500, 401, 404, 429, 307, 202);
        inbox.answers(() -> answers.get(Math.min(attempts.getAndIncrement(), answers.size() - 1)));

        count("anna", 1, 0);

        awaitTaken(1);
        assertThat(inbox.messages()).hasSize(answers.size());
        assertThat(inbox.messages()).extracting(Message::status).isEqualTo(answers);
        assertThat(inbox.messages())
                .extracting(Message::id)
                .containsOnly(inbox.messages().getFirst().id());
        assertThat(inbox.messages())
                .extracting(Message::body)
                .containsOnly(inbox.messages().getFirst().body());
        for (Message message : inbox.messages()) {
            message.verify(ServiceTest.SECRET);
        }
        assertThat(count("SELECT attempts FROM analytics_feed")).isZero();
    }

    @Test
    void anAuthServiceThatHangsIsWaitedForNotForEver() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        inbox.answers(() -> {
            if (attempts.incrementAndGet() == 1) {
                try {
                    assertThat(never.await(5, TimeUnit.SECONDS)).isFalse();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return 202;
        });

        count("anna", 1, 0);

        await().atMost(Duration.ofSeconds(4)).until(() -> inbox.taken().size() == 1 && isTold());
    }

    @Test
    void manyComeInBatchesOfTheirOwn() {
        List<String> users =
                IntStream.range(300, 420).mapToObj(n -> "user-" + n).toList();
        database.sql("""
                        INSERT INTO user_cache (id, status, last_sync_at, source_time, revision)
                        SELECT id, 'ACTIVE', now(), now(), nextval('revision') FROM unnest(:ids::text[]) AS id
                        """).param("ids", users.toArray(String[]::new)).update();

        rows.add(users.stream().map(TestCounts::view).toList(), List.of());

        // one about others may have been on its way before this test
        List<Message> taken = awaitTaken(3).stream()
                .filter(message -> users.containsAll(message.users()))
                .toList();
        assertThat(taken).extracting(message -> message.users().size()).containsExactly(50, 50, 20);
        assertThat(new HashSet<>(taken.stream().map(Message::id).toList())).hasSize(3);
        assertThat(taken.stream().flatMap(message -> message.users().stream()))
                .containsExactlyInAnyOrderElementsOf(users);
    }

    @Test
    void whoChangesOrGoesWhileABatchWaitsDropsOutOfIt() {
        service.userCreated(TestUsers.influencer("berta", Map.of()));
        service.userCreated(TestUsers.influencer("carla", Map.of()));
        inbox.answers(() -> 503);
        rows.add(List.of(TestCounts.view("anna"), TestCounts.view("berta"), TestCounts.view("carla")), List.of());
        await().atMost(Duration.ofSeconds(10)).until(() -> !inbox.messages().isEmpty());
        String waiting = inbox.messages().getFirst().id();

        service.userDeleted("{\"userId\":\"berta\",\"version\":2}");
        count("carla", 1, 0);
        // what was on its way meanwhile may still hold carla
        await().atMost(Duration.ofSeconds(10))
                .until(() -> inbox.messages().getLast().users().equals(List.of("anna")));
        inbox.answers(() -> 202);

        List<Message> taken = awaitTaken(2);
        Message again = taken.stream()
                .filter(message -> message.id().equals(waiting))
                .findFirst()
                .orElseThrow();
        assertThat(again.users()).containsExactly("anna");
        assertThat(taken.getLast().users()).containsExactly("carla");
        assertThat(taken.getLast().json().at("/data/users/0/profileViews").asInt())
                .isEqualTo(2);
    }

    @Test
    void theCountersOfADeletedUserGoWithTheUser() {
        count("anna", 1, 1);

        service.userDeleted("{\"userId\":\"anna\",\"version\":2}");
        count("anna", 1, 1);

        assertThat(count("SELECT count(*) FROM user_analytics")).isZero();
        JsonNode state = service.get("/sync/users/anna", "Authorization", token("root", "ADMIN"))
                .body();
        assertThat(state.at("/traces/counters").asText()).isEqualTo("absent");
    }

    @Test
    void metricsTellHowFarTheAuthServiceIsBehind() {
        inbox.answers(() -> 503);
        count("anna", 1, 0);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(metrics()).containsPattern("user_service_analytics_feed_lag_seconds [1-9]"));
        inbox.answers(() -> 202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(metrics())
                        .contains("user_service_analytics_feed_lag_seconds 0.0")
                        .containsPattern("user_service_analytics_feed_batches_total\\{outcome=\"failed\"} [1-9]")
                        .containsPattern("user_service_analytics_feed_batches_total\\{outcome=\"sent\"} [1-9]")
                        .containsPattern("user_service_analytics_feed_users_total [1-9]")
                        .contains("user_service_analytics_waiting_users ")
                        .contains("user_service_analytics_dropped_total ")
                        .contains("user_service_analytics_flush_seconds_count"));
    }

    private String metrics() {
        var operations = new Service(managementPort, ServiceTest.SECRET);
        return operations
                .sendRaw(operations.request("/actuator/prometheus").build())
                .body();
    }
}
