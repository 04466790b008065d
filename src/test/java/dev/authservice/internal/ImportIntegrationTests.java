package dev.authservice.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.authservice.AbstractAuthTests;
import dev.authservice.AuthServiceTest;
import dev.authservice.UserServiceStandIn;
import dev.authservice.UserServiceStandIn.Message;
import dev.userservice.Service.Answer;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who come from elsewhere, many at once. */
class ImportIntegrationTests extends AbstractAuthTests {

    private final UserServiceStandIn userService = UserServiceStandIn.shared();

    @BeforeEach
    void forget() {
        userService.reset();
    }

    @Test
    void usersComeInAsTheyAreAndAreToldToTheUserService() {
        Answer report = imported("""
                {"id":"anna","email":"anna@example.com","username":".anna","bio":"Paints boats","roles":["INFLUENCER"],\
                "status":"ACTIVE","isActive":true,"emailVerified":true,"createdAt":"2020-01-02T03:04:05Z",\
                "lastActiveAt":"2026-11-01T00:00:00Z","version":77,"unheardOf":1}
                """);

        assertThat(report.body().toString())
                .isEqualTo("{\"created\":1,\"updated\":0,\"unchanged\":0,\"failed\":0,\"errors\":[]}");
        awaitQuiet();
        Message message = userService.about("anna").getFirst();
        assertThat(message.path()).isEqualTo("/sync/user-created");
        assertThat(message.json().at("/data/bio").asText()).isEqualTo("Paints boats");
        assertThat(message.json().at("/data/createdAt").asText()).startsWith("2020-01-02T03:04:05");
        assertThat(message.json().at("/data/lastActiveAt").asText()).startsWith("2026-11-01");
        assertThat(message.json().at("/data/roles").toString()).isEqualTo("[\"USER\",\"INFLUENCER\"]");
        assertThat(message.json().path("data").has("unheardOf")).isFalse();
    }

    @Test
    void theSameAgainChangesNothingAndADifferenceIsAnUpdate() {
        imported(user("anna", "one"));
        awaitQuiet();

        assertThat(imported(user("anna", "one")).body().path("unchanged").asInt())
                .isEqualTo(1);
        assertThat(imported(user("anna", "two")).body().path("updated").asInt()).isEqualTo(1);
        awaitQuiet();
        assertThat(userService.messages())
                .extracting(Message::path)
                .containsExactly("/sync/user-created", "/sync/user-updated");
        assertThat(userService.messages()).extracting(Message::version).containsExactly(1L, 2L);
    }

    @Test
    void theSameAgainWithFieldsThatAreEmptyChangesNothing() {
        String user = """
                {"id":"anna","email":"anna@example.com","username":"anna","bio":"","location":" ","targetAudience":[],\
                "hourlyRate":100.0}
                """;
        imported(user);
        awaitQuiet();

        assertThat(imported(user).body().path("unchanged").asInt()).isEqualTo(1);
        awaitQuiet();
        assertThat(userService.messages()).extracting(Message::version).containsExactly(1L);
    }

    @Test
    void whoComesWithAPasswordLogsInWithIt() {
        imported("""
                {"id":"anna","email":"anna@example.com","username":"support","password":"%s"}
                """.formatted(PASSWORD));

        assertThat(logIn("anna").id()).isEqualTo("anna");
        imported("""
                {"id":"anna","email":"anna@example.com","username":"anna","password":"another one entirely"}
                """);
        assertThat(logIn("anna").id()).isEqualTo("anna");
    }

    @Test
    void linesThatAreWrongAreToldByNumberAndHoldUpNoOthers() {
        database.sql("INSERT INTO deleted_account (id, version, deleted_at) VALUES ('gone', 3, now())")
                .update();
        String lines = user("anna", "one")
                + "\n"
                + "not json\n"
                + "{\"id\":\"ben\",\"email\":\"secret-address\",\"username\":\"ben\"}\n"
                + user("gone", "back again")
                + user("cleo", "one").replace("cleo@", "ANNA@")
                + user("dora", "x".repeat(70_000))
                + user("emil", "one").stripTrailing();

        Answer report = imported(lines);

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body().path("created").asInt()).isEqualTo(2);
        assertThat(report.body().path("failed").asInt()).isEqualTo(5);
        assertThat(report.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("line").asInt() + " "
                                + error.path("code").asText()))
                .containsExactly(
                        "3 malformed_body", "4 invalid_body", "5 deleted_user", "6 email_taken", "7 line_too_long");
        assertThat(report.body().at("/errors/1/errors/0/pointer").asText()).isEqualTo("/email");
        assertThat(report.body().toString()).doesNotContain("secret-address");
    }

    @Test
    void manyComeAtOnce() {
        String lines =
                IntStream.range(0, 250).mapToObj(i -> user("user" + i, "one")).collect(Collectors.joining());

        assertThat(imported(lines).body().path("created").asInt()).isEqualTo(250);
        awaitQuiet();
        assertThat(userService.messages())
                .extracting(Message::userId)
                .hasSize(250)
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyServicesImport() {
        Person admin = person("rosa", "SUPER_ADMIN");

        Answer answer = send(
                "POST",
                "/internal/users/import",
                user("anna", "one"),
                "Authorization",
                "Bearer " + admin.accessToken(),
                "Content-Type",
                "application/x-ndjson");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(count("SELECT count(*) FROM account WHERE id = 'anna'")).isZero();
    }

    private static String user(String id, String bio) {
        return "{\"id\":\"%1$s\",\"email\":\"%1$s@example.com\",\"username\":\"%1$s\",\"bio\":\"%2$s\"}\n"
                .formatted(id, bio);
    }

    private Answer imported(String lines) {
        return send(
                "POST",
                "/internal/users/import",
                lines,
                "Authorization",
                "Bearer " + AuthServiceTest.INTERNAL_TOKEN,
                "Content-Type",
                "application/x-ndjson");
    }

    private void awaitQuiet() {
        await().atMost(Duration.ofSeconds(20)).until(() -> count("SELECT count(*) FROM outbox") == 0);
    }
}
