package dev.authservice.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.authservice.AbstractAuthTests;
import dev.authservice.AuthServiceTest;
import dev.authservice.UserServiceStandIn;
import dev.authservice.UserServiceStandIn.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What the User Service gets to hear, with a real receiver that is not always well. */
class DeliveryIntegrationTests extends AbstractAuthTests {

    private final UserServiceStandIn userService = UserServiceStandIn.shared();

    @Autowired
    private Outbox outbox;

    @Autowired
    private Claims claims;

    @Autowired
    private Delivery delivery;

    @Autowired
    private Breaker breaker;

    @Autowired
    private WebhookSender sender;

    @Autowired
    private DeliveryProperties properties;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    @AfterEach
    void everybodyIsWell() {
        userService.reset();
        breaker.succeeded();
    }

    @Test
    void aNewUserIsToldOnceAndSigned() throws Exception {
        create("anna");

        awaitQuiet();
        assertThat(userService.messages()).hasSize(1);
        Message message = userService.messages().getFirst();
        message.verify(AuthServiceTest.SECRET);
        assertThat(message.path()).isEqualTo("/sync/user-created");
        assertThat(message.json().path("type").asText()).isEqualTo("user.created");
        assertThat(message.json().path("timestamp").asText()).isNotEmpty();
        assertThat(message.json().at("/data/id").asText()).isEqualTo("anna");
        assertThat(message.json().at("/data/bio").asText()).isEqualTo("bio 1");
        assertThat(message.version()).isEqualTo(1);
    }

    @Test
    void whatIsRolledBackIsNeverTold() {
        transaction.executeWithoutResult(status -> {
            insert("anna");
            outbox.created("anna", 1);
            status.setRollbackOnly();
        });
        create("ben");

        awaitQuiet();
        assertThat(userService.messages()).extracting(Message::userId).containsExactly("ben");
    }

    @Test
    void aDeletionTellsNothingButWho() {
        create("anna");
        awaitQuiet();
        delete("anna", 2);

        awaitQuiet();
        Message message = userService.messages().getLast();
        assertThat(message.path()).isEqualTo("/sync/user-deleted");
        assertThat(message.json().path("data").toString()).isEqualTo("{\"userId\":\"anna\",\"version\":2}");
    }

    @Test
    void whoChangesWhileAMessageIsUnderWayIsToldOfAgain() {
        AtomicInteger received = new AtomicInteger();
        userService.answers(_ -> {
            if (received.getAndIncrement() == 0) {
                update("anna");
            }
            return 200;
        });
        create("anna");

        awaitQuiet();
        List<Message> told = userService.about("anna");
        assertThat(told.getLast().version()).isEqualTo(2);
        assertThat(told.getLast().json().at("/data/bio").asText()).isEqualTo("bio 2");
        assertThat(told).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void twoSendersAndAFailingReceiverNeverInvertTheOrderOfAUser() {
        Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
        Map<String, List<Long>> taken = new ConcurrentHashMap<>();
        Set<String> overlapping = ConcurrentHashMap.newKeySet();
        userService.answers(message -> {
            String user = message.userId();
            if (underWay.computeIfAbsent(user, _ -> new AtomicInteger()).incrementAndGet() > 1) {
                overlapping.add(user);
            }
            int status = ThreadLocalRandom.current().nextInt(3) == 0 ? 500 : 200;
            if (status == 200) {
                taken.computeIfAbsent(user, _ -> new CopyOnWriteArrayList<>()).add(message.version());
            }
            underWay.get(user).decrementAndGet();
            return status;
        });
        DeliveryWorker other = new DeliveryWorker(claims, delivery, breaker, properties);
        other.start();
        try {
            List<String> users =
                    IntStream.range(0, 10).mapToObj(i -> "user" + i).toList();
            users.forEach(this::create);
            IntStream.range(0, 100).parallel().forEach(i -> update(users.get(i % users.size())));
            awaitNothingWaits(this::letTimePass);
            assertThat(overlapping).isEmpty();
            assertThat(taken).hasSize(10);
            assertThat(taken.values()).allSatisfy(versions -> {
                assertThat(versions).isSorted();
                assertThat(versions.getLast()).isEqualTo(11);
            });
        } finally {
            other.stop();
        }
    }

    @Test
    void aMessageClimbsTheLadderUnderOneIdAndIsGivenUpAtItsEnd() {
        userService.answers(_ -> 500);
        create("anna");
        List<Duration> ladder = properties.retries();
        for (int attempts = 1; attempts <= ladder.size(); attempts++) {
            awaitAttempts(attempts);
            double rung = ladder.get(attempts - 1).toSeconds();
            assertThat(secondsToWait()).isBetween(rung - 2, rung * 1.2 + 0.1);
            letTimePass();
        }

        awaitAttempts(ladder.size() + 1);
        assertThat(count("SELECT count(*) FROM outbox WHERE dead_at IS NOT NULL AND failure = 'it answered 500'"))
                .isEqualTo(1);
        assertThat(userService.messages()).hasSize(10).extracting(Message::id).containsOnly(messageId());
    }

    @Test
    void theReceiverMayAskForMorePatienceThanTheLadder() {
        userService.answers(_ -> 404);
        userService.asksToRetryAfter("600");
        create("anna");

        awaitAttempts(1);
        assertThat(secondsToWait()).isBetween(595.0, 600.0);
    }

    @Test
    void nobodyIsGivenUpBecauseTheReceiverIsAway() {
        userService.answers(_ -> 503);
        create("anna");
        within(20).until(() -> {
            letTimePass();
            return userService.messages().size() > 2 * properties.retries().size();
        });
        assertThat(count("SELECT count(*) FROM outbox WHERE dead_at IS NULL AND attempts = 0"))
                .isEqualTo(1);

        userService.answers(_ -> 200);
        awaitQuiet();
    }

    @Test
    void aFailureAfterALongOutageIsTheFirstOfTen() {
        int outage = 2 * properties.retries().size();
        AtomicInteger received = new AtomicInteger();
        userService.answers(_ -> {
            int before = received.getAndIncrement();
            return before < outage ? 503 : before == outage ? 500 : 200;
        });
        create("anna");

        awaitNothingWaits(this::letTimePass);
        assertThat(userService.messages()).hasSize(outage + 2);
    }

    @Test
    void theEndOfAnOutageReleasesWhoWaitedForItAndNotWhoFailed() {
        userService.answers(message -> message.userId().equals("anna") ? 500 : 503);
        create("anna");
        awaitAttempts(1);
        database.sql("UPDATE outbox SET available_at = now() + interval '1 hour'")
                .update();
        create("ben");
        await().until(breaker::isOpen);
        create("cleo");
        database.sql("UPDATE outbox SET available_at = now() + interval '1 day', away = true WHERE user_id <> 'anna'")
                .update();

        userService.answers(message -> message.userId().equals("anna") ? 500 : 200);
        within(20).until(() -> waiting() == 1);
        assertThat(secondsToWait()).isBetween(3500.0, 3600.0);
        assertThat(count("SELECT attempts FROM outbox")).isEqualTo(1);
    }

    @Test
    void anOutageIsNotHammeredAndTheBacklogGoesOutAfterTheFirstSuccess() {
        userService.answers(_ -> 503);
        create("first");
        await().until(breaker::isOpen);
        transaction.executeWithoutResult(_ -> IntStream.range(0, 200).forEach(i -> {
            insert("user" + i);
            outbox.created("user" + i, 1);
        }));
        database.sql("UPDATE outbox SET available_at = now() + interval '1 day', away = true")
                .update();
        int before = userService.messages().size();
        within(2)
                .during(Duration.ofSeconds(1))
                .until(() -> userService.messages().size() - before <= 12);
        assertThat(userService.messages().size() - before).isPositive();

        userService.answers(_ -> 200);
        within(20).until(() -> waiting() == 0);
    }

    @Test
    void aProbeIsAnyOfTheHundredThatComeNext() {
        breaker.away(Duration.ofHours(1));
        database.sql("""
                        INSERT INTO outbox (user_id, message_id, change, version, changed_at, queued_at, available_at, attempts)
                        SELECT 'user' || i, 'msg_' || i, 'DELETED', i, now(), now(), now() + make_interval(mins => i),
                               (i <= 100)::int
                          FROM generate_series(1, 1000) AS i
                        """).update();

        List<Long> probes = Stream.generate(() -> claims.claimForProbe(Duration.ZERO))
                .limit(50)
                .flatMap(List::stream)
                .map(Claim::version)
                .toList();

        assertThat(probes).hasSize(50).allMatch(place -> place <= 100);
        assertThat(Set.copyOf(probes)).hasSizeGreaterThan(10);
    }

    @Test
    void oneMessageThatAlwaysFailsHoldsUpNobody() {
        userService.answers(message -> message.userId().equals("anna") ? 500 : 200);
        create("anna");
        awaitAttempts(1);
        IntStream.range(0, 20).forEach(i -> create("user" + i));

        within(20).until(() -> waiting() == 1);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void whatWasSentByAnInstanceThatDiedBeforeItWroteThatDownIsSentAgainUnderItsId() {
        insert("anna");
        database.sql("""
                        INSERT INTO outbox (user_id, message_id, change, version, changed_at, queued_at, available_at, leased_until)
                        VALUES ('anna', 'msg_1', 'CREATED', 1, now(), now(), now(), now() + interval '1 hour')
                        """).update();
        sender.send("/sync/user-created", "msg_1", "{\"data\":{\"id\":\"anna\"}}".getBytes(StandardCharsets.UTF_8));
        database.sql("UPDATE outbox SET leased_until = now()").update();

        awaitQuiet();
        assertThat(userService.messages()).hasSize(2).extracting(Message::id).containsOnly("msg_1");
    }

    @Test
    void aRefusedMessageIsGivenUpAtOnceAndSentAgainWhenItsUserChanges() {
        userService.answers(_ -> 422);
        create("anna");
        awaitDead(1);

        userService.answers(_ -> 200);
        update("anna");
        awaitQuiet();
        assertThat(userService.messages().getLast().path()).isEqualTo("/sync/user-created");
        assertThat(count("SELECT count(*) FROM outbox")).isZero();
    }

    private void create(String id) {
        transaction.executeWithoutResult(_ -> {
            insert(id);
            outbox.created(id, 1);
        });
    }

    private void insert(String id) {
        database.sql("""
                        INSERT INTO account (id, email, username, roles, status, is_active, email_verified, profile, version,
                               created_at, updated_at)
                        VALUES (:id, :id || '@example.com', :id, '{USER}', 'ACTIVE', true, true, '{"bio":"bio 1"}', 1,
                               now(), now())
                        """).param("id", id).update();
    }

    private void update(String id) {
        transaction.executeWithoutResult(_ -> {
            long version = database.sql("""
                            UPDATE account SET version = version + 1, updated_at = now(),
                                   profile = jsonb_build_object('bio', 'bio ' || (version + 1))
                             WHERE id = :id RETURNING version
                            """).param("id", id).query(Long.class).single();
            outbox.updated(id, version);
        });
    }

    private void delete(String id, long version) {
        transaction.executeWithoutResult(_ -> {
            database.sql("DELETE FROM account WHERE id = :id").param("id", id).update();
            outbox.deleted(id, version);
        });
    }

    private void letTimePass() {
        database.sql("UPDATE outbox SET available_at = now() WHERE available_at > now()")
                .update();
        breaker.succeeded();
    }

    private void awaitQuiet() {
        awaitNothingWaits(() -> {});
    }

    private void awaitNothingWaits(Runnable meanwhile) {
        within(30).until(() -> {
            meanwhile.run();
            return waiting() == 0;
        });
    }

    private void awaitAttempts(int attempts) {
        within(20).until(() -> count("SELECT coalesce(max(attempts), 0) FROM outbox") == attempts);
    }

    private void awaitDead(int number) {
        within(20).until(() -> count("SELECT count(*) FROM outbox WHERE dead_at IS NOT NULL") == number);
    }

    private long waiting() {
        return count("SELECT count(*) FROM outbox");
    }

    private double secondsToWait() {
        return database.sql("SELECT extract(epoch FROM available_at - now()) FROM outbox")
                .query(Double.class)
                .single();
    }

    private String messageId() {
        return database.sql("SELECT message_id FROM outbox").query(String.class).single();
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(20));
    }
}
