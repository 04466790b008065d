package dev.authservice.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.authservice.AbstractAuthTests;
import dev.authservice.UserServiceStandIn;
import dev.authservice.UserServiceStandIn.Message;
import dev.userservice.HttpExchange;
import dev.userservice.Service.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What admins see of deliveries and do about those that were given up, from registration to dead letter and back. */
class DeliveryAdminIntegrationTests extends AbstractAuthTests {

    private static final String DELIVERIES = "/api/auth/admin/deliveries";

    private final UserServiceStandIn userService = UserServiceStandIn.shared();

    @Autowired
    private Breaker breaker;

    @Autowired
    private BacklogGauges gauges;

    @BeforeEach
    @AfterEach
    void everybodyIsWell() {
        userService.reset();
        breaker.succeeded();
    }

    @Test
    void whatTheUserServiceRefusesIsADeadLetterThatTellsNothingPersonal() {
        Person admin = admin();
        userService.answers(_ -> 422);
        Person anna = person("anna");
        awaitDead(1);

        Answer status = as(admin, "GET", DELIVERIES);
        Answer dead = as(admin, "GET", DELIVERIES + "/dead");

        assertThat(status.body().path("dead").asInt()).isEqualTo(1);
        assertThat(status.body().path("queued").asInt()).isZero();
        assertThat(status.body().path("paused").asBoolean()).isFalse();
        assertThat(dead.body().at("/deadLetters/0/userId").asText()).isEqualTo(anna.id());
        assertThat(dead.body().at("/deadLetters/0/type").asText()).isEqualTo("user.created");
        assertThat(dead.body().at("/deadLetters/0/reason").asText()).isEqualTo("it answered 422");
        assertThat(dead.body().toString()).doesNotContain("example.com");
        assertThat(health()).contains("DEGRADED").contains("1 messages to the User Service were given up");
        gauges.takeSample();
        assertThat(management("/actuator/prometheus"))
                .contains("hikaricp_connections_timeout_total{")
                .contains("auth_service_deliveries_dead 1.0")
                .contains("auth_service_deliveries_oldest_seconds ")
                .contains("auth_service_deliveries_seconds_count{outcome=\"refused\",type=\"user.created\"}");
    }

    @Test
    void aDeadLetterGoesOutAgainUnderItsId() {
        Person admin = admin();
        userService.answers(_ -> 422);
        person("anna");
        awaitDead(1);
        String id = as(admin, "GET", DELIVERIES + "/dead")
                .body()
                .at("/deadLetters/0/id")
                .asText();
        userService.reset();

        Answer requeued = as(admin, "POST", DELIVERIES + "/dead/" + id + "/requeue");

        assertThat(requeued.status()).isEqualTo(200);
        awaitQuiet();
        assertThat(userService.messages()).extracting(Message::id).containsExactly(id);
        assertThat(health()).doesNotContain("DEGRADED");
        assertThat(as(admin, "POST", DELIVERIES + "/dead/" + id + "/requeue").status())
                .isEqualTo(404);
    }

    @Test
    void allDeadLettersGoOutAgain() {
        Person admin = admin();
        userService.answers(_ -> 400);
        List.of("anna", "ben", "cleo").forEach(name -> register(name, ""));
        awaitDead(3);
        Answer first = as(admin, "GET", DELIVERIES + "/dead?limit=2");
        Answer rest = as(
                admin,
                "GET",
                DELIVERIES + "/dead?limit=2&after="
                        + first.body().path("nextAfter").asText());
        assertThat(first.body().path("deadLetters")).hasSize(2);
        assertThat(rest.body().path("deadLetters")).hasSize(1);
        assertThat(rest.body().has("nextAfter")).isFalse();
        userService.reset();

        Answer requeued = as(admin, "POST", DELIVERIES + "/dead/requeue");

        assertThat(requeued.body().toString()).isEqualTo("{\"requeued\":3}");
        awaitQuiet();
        assertThat(userService.messages()).hasSize(3);
    }

    @Test
    void changesThatWaitTooLongDegradeTheHealth() {
        database.sql("""
                        INSERT INTO outbox (user_id, message_id, change, version, changed_at, queued_at, available_at)
                        VALUES ('anna', 'msg_1', 'DELETED', 1, now(), now() - interval '2 minutes',
                                now() + interval '1 hour')
                        """).update();

        assertThat(health()).contains("DEGRADED").contains("has not been told of a change for 12");
    }

    @Test
    void aLongBacklogIsNotCountedToItsEnd() {
        Person admin = admin();
        awaitQuiet();
        queue(1, 3);
        assertThat(as(admin, "GET", DELIVERIES).body().path("queued").asInt()).isEqualTo(3);
        queue(4, 100_002);

        Answer status = as(admin, "GET", DELIVERIES);

        assertThat(status.body().path("queued").asInt()).isEqualTo(100_000);
        assertThat(status.body().path("oldestSeconds").asDouble()).isBetween(100_002.0, 100_060.0);
        assertThat(status.body().path("dead").asInt()).isZero();
    }

    private void queue(int first, int last) {
        database.sql("""
                        INSERT INTO outbox (user_id, message_id, change, version, changed_at, queued_at, available_at)
                        SELECT 'user' || i, 'msg_' || i, 'DELETED', 1, now(), now() - make_interval(secs => i),
                               now() + interval '1 hour'
                          FROM generate_series(:first, :last) AS i
                        """).param("first", first).param("last", last).update();
    }

    @Test
    void nobodyElseSeesDeliveries() {
        Person anna = person("anna");

        for (String path : List.of("", "/dead")) {
            assertThat(as(anna, "GET", DELIVERIES + path).status()).isEqualTo(403);
            assertThat(get(DELIVERIES + path).status()).isEqualTo(401);
        }
        assertThat(as(anna, "POST", DELIVERIES + "/dead/requeue").status()).isEqualTo(403);
    }

    @Test
    void accountsAreToldFromRegistrationToDeletion() {
        Person anna = person("anna");
        as(anna, "PATCH", "/api/auth/users/profile", "{\"bio\": \"Paints boats\"}");
        awaitQuiet();
        Message last = userService.about(anna.id()).getLast();
        assertThat(last.json().at("/data/bio").asText()).isEqualTo("Paints boats");

        as(anna, "DELETE", "/api/auth/users/profile", "{\"password\": \"" + PASSWORD + "\"}");

        awaitQuiet();
        Message deletion = userService.about(anna.id()).getLast();
        assertThat(deletion.path()).isEqualTo("/sync/user-deleted");
        assertThat(deletion.version()).isGreaterThan(last.version());
        assertThat(deletion.body()).doesNotContain("example.com");
    }

    private Person admin() {
        Person admin = person("rosa", "ADMIN");
        awaitQuiet();
        userService.reset();
        return admin;
    }

    private String health() {
        return management("/actuator/health");
    }

    private String management(String path) {
        return HttpExchange.send(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path))
                        .build())
                .body();
    }

    private void awaitDead(int number) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("SELECT count(*) FROM outbox WHERE dead_at IS NOT NULL") == number
                        && count("SELECT count(*) FROM outbox") == number);
    }

    private void awaitQuiet() {
        await().atMost(Duration.ofSeconds(20)).until(() -> count("SELECT count(*) FROM outbox") == 0);
    }
}
