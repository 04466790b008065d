package dev.authservice.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.authservice.AbstractAuthTests;
import dev.authservice.account.PasswordCheck.Outcome;
import dev.userservice.Service.Answer;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the owner of an account does with it. */
class ProfileIntegrationTests extends AbstractAuthTests {

    private static final String PROFILE = "/api/auth/users/profile";
    private static final String NOTHING = "UPDATE account SET version = version";

    @Autowired
    private UserDocuments documents;

    @Autowired
    private Passwords passwords;

    @Autowired
    private PasswordRows rows;

    @Autowired
    private PasswordAttempts attempts;

    @Autowired
    private BulkheadRegistry bulkheads;

    private Person anna;

    @BeforeEach
    void addAnna() {
        anna = person("anna");
    }

    @Test
    void whatIsNotNamedStaysAndNullTakesAway() {
        patch("{\"firstName\": \"Anna\", \"bio\": \"Bread\", \"crewSkills\": [\"light\"], \"hourlyRate\": 12.50}");

        Answer answer = patch("{\"bio\": null, \"lastName\": \"Ek\", \"crewSkills\": [\"sound\", \"light\"]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().has("bio")).isFalse();
        assertThat(answer.body().path("firstName").asText()).isEqualTo("Anna");
        assertThat(answer.body().path("lastName").asText()).isEqualTo("Ek");
        assertThat(answer.body().path("crewSkills").toString()).isEqualTo("[\"sound\",\"light\"]");
        assertThat(answer.body().path("hourlyRate").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(as(anna, "GET", PROFILE).body()).isEqualTo(answer.body());
    }

    @Test
    void whoeverReadsDocumentsReadsTheProfile() {
        patch("{\"firstName\": \"Anna\", \"engagementRate\": 3.5, \"specializations\": [\"bread\"]}");

        Answer profile = as(anna, "GET", PROFILE);

        assertThat(documents.of(anna.id()).orElseThrow().properties())
                .extracting(field -> field.getKey())
                .containsExactlyInAnyOrderElementsOf(() -> profile.body().fieldNames());
    }

    @Test
    void eachChangeIsANewVersionThatOthersHearOf() {
        long version = as(anna, "GET", PROFILE).body().path("version").asLong();

        patch("{\"bio\": \"Bread\"}");
        patch("{\"bio\": \"Bread\"}");
        patch("{\"bio\": \"Cake\"}");

        assertThat(as(anna, "GET", PROFILE).body().path("version").asLong()).isEqualTo(version + 2);
        assertThat(news.told())
                .endsWith("updated " + anna.id() + " " + (version + 1), "updated " + anna.id() + " " + (version + 2));
    }

    @Test
    void whatIsEmptyIsLeftOutAndNoChangeTheSecondTime() {
        patch("{\"bio\": \"Bread\", \"crewSkills\": [\"light\"], \"hourlyRate\": 100.0}");
        String empty = "{\"bio\": \"\", \"crewSkills\": [], \"website\": \"\", \"hourlyRate\": 100.0}";

        Answer emptied = patch(empty);
        List<String> told = news.told();
        Answer again = patch(empty);

        assertThat(emptied.body().has("bio")).isFalse();
        assertThat(emptied.body().has("crewSkills")).isFalse();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(emptied.body());
        assertThat(news.told()).isEqualTo(told);
    }

    @Test
    void changesAtOnceAreAllMade() throws Exception {
        List<String> fields = List.of("firstName", "lastName", "bio", "location", "industry", "companyName");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, fields.size())
                    .<Callable<Answer>>mapToObj(i -> () -> patch("{\"" + fields.get(i) + "\": \"new\"}"))
                    .toList());
        }

        assertThat(fields)
                .allSatisfy(field -> assertThat(
                                as(anna, "GET", PROFILE).body().path(field).asText())
                        .isEqualTo("new"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /email            | {"email": null}
            /email            | {"email": "no address"}
            /username         | {"username": "a"}
            /username         | {"username": "SUPPORT"}
            /id               | {"id": "another"}
            /roles            | {"roles": ["ADMIN"]}
            /status           | {"status": "ACTIVE"}
            /isActive         | {"isActive": false}
            /emailVerified    | {"emailVerified": true}
            /version          | {"version": 99}
            /createdAt        | {"createdAt": "2020-01-01T00:00:00Z"}
            /password         | {"password": "another password"}
            /profile          | {"profile": {}}
            /website          | {"website": "data:text/html,x"}
            /estimatedFollowers | {"estimatedFollowers": -1}
            /estimatedFollowers | {"estimatedFollowers": 1.5}
            /engagementRate   | {"engagementRate": 1001}
            /contentCategories/1 | {"contentCategories": ["food", ""]}
            /contentCategories | {"contentCategories": "food"}
            /bio              | {"bio": {"text": "x"}}
            /firstName        | {"firstName": "\\u0000"}
            """)
    void aFieldThatIsWrongIsNamedAndNothingChanges(String pointer, String body) {
        String before = as(anna, "GET", PROFILE).body().toString();

        Answer answer = patch(body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.faults()).contains(pointer);
        assertThat(as(anna, "GET", PROFILE).body().toString()).isEqualTo(before);
    }

    @Test
    void addressAndNameCanBeChangedToOnesNobodyHas() {
        register("bert", "");
        database.sql("UPDATE account SET email_verified = true").update();

        assertThat(patch("{\"username\": \"BERT\"}").body().path("code").asText())
                .isEqualTo("username_taken");
        assertThat(move("Bert@Example.com").body().path("code").asText()).isEqualTo("email_taken");
        assertThat(patch("{\"username\": \"ANNA\"}")
                        .body()
                        .path("emailVerified")
                        .asBoolean())
                .isTrue();

        Answer moved = move("anna@example.org");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.body().path("emailVerified").asBoolean(true)).isFalse();
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"currentPassword\": \"a guess of mine\"", ", \"currentPassword\": 5"})
    void whoeverDoesNotKnowThePasswordCannotTakeTheAddress(String more) {
        Answer refused = patch("{\"email\": \"eve@example.org\"" + more + "}");

        assertThat(refused.faults()).containsExactly("/currentPassword");
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aNameFromElsewhereStaysUntilItIsChanged() {
        database.sql("UPDATE account SET username = '_'").update();

        assertThat(patch("{\"bio\": \"Bread\"}").body().path("username").asText())
                .isEqualTo("_");
        assertThat(patch("{\"username\": \"_\"}").faults()).containsExactly("/username");
    }

    @Test
    void aProfileThatNobodyCouldBeToldOfIsRefused() {
        String many = IntStream.range(0, 70)
                .mapToObj(n -> "\"" + "写".repeat(300) + n + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(patch("{\"crewSkills\": " + many + "}").status()).isEqualTo(200);

        Answer refused = patch("{\"equipmentOwned\": " + many + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(as(anna, "GET", PROFILE).body().has("equipmentOwned")).isFalse();
    }

    @Test
    void aMergePatchMayCallItselfSo() {
        Answer answer = send(
                "PATCH",
                PROFILE,
                "{\"bio\": \"Bread\"}",
                "Content-Type",
                "application/merge-patch+json",
                "Authorization",
                "Bearer " + anna.accessToken());

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void whoeverHidesAnAccountCanComeBackToIt() {
        Answer hidden = as(anna, "POST", "/api/auth/users/deactivate");
        assertThat(hidden.body().path("status").asText()).isEqualTo("INACTIVE");
        assertThat(hidden.body().path("isActive").asBoolean(true)).isFalse();

        Answer back = as(logIn("anna"), "POST", "/api/auth/users/reactivate");
        assertThat(back.body().path("status").asText()).isEqualTo("ACTIVE");
        assertThat(back.body().path("isActive").asBoolean()).isTrue();
    }

    @Test
    void aDeletedAccountLeavesItsIdAndNothingElse() {
        long version = as(anna, "GET", PROFILE).body().path("version").asLong();
        tryToLogIn("anna", "wrong");

        assertThat(as(anna, "DELETE", PROFILE, "{\"password\": \"wrong password\"}")
                        .faults())
                .containsExactly("/password");
        assertThat(as(anna, "DELETE", PROFILE, "{\"password\": \"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);

        assertThat(as(anna, "GET", PROFILE).status()).isEqualTo(401);
        assertThat(refresh(anna).status()).isEqualTo(401);
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(401);
        assertThat(count("SELECT count(*) FROM account")).isZero();
        assertThat(count("SELECT count(*) FROM session")).isZero();
        assertThat(count("SELECT count(*) FROM refresh_token")).isZero();
        assertThat(database.sql("SELECT id || ' ' || version FROM deleted_account")
                        .query(String.class)
                        .single())
                .isEqualTo(anna.id() + " " + (version + 1));
        assertThat(news.told()).endsWith("deleted " + anna.id() + " " + (version + 1));
        assertThat(register("anna", "").body().path("id").asText()).isNotEqualTo(anna.id());
    }

    @Test
    void aNewPasswordEndsAllOtherSessions() {
        Person elsewhere = logIn("anna");

        assertThat(changePassword("wrong password", "another password").faults())
                .containsExactly("/currentPassword");
        assertThat(changePassword(PASSWORD, "12345678").faults()).containsExactly("/newPassword");
        assertThat(changePassword(PASSWORD, "another password").status()).isEqualTo(204);

        assertThat(as(anna, "GET", PROFILE).status()).isEqualTo(200);
        assertThat(as(elsewhere, "GET", PROFILE).status()).isEqualTo(401);
        assertThat(refresh(elsewhere).status()).isEqualTo(401);
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(401);
        assertThat(tryToLogIn("anna", "another password").status()).isEqualTo(200);
    }

    @Test
    void whoeverHasStolenATokenCannotGuessThePasswordForEver() {
        for (int guess = 0; guess < 5; guess++) {
            assertThat(changePassword("guess number " + guess, "another password")
                            .status())
                    .isEqualTo(422);
        }

        Answer answer = changePassword(PASSWORD, "another password");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("30");
    }

    @Test
    void whoGuessesAtAnIdAsIfItWereAnAddressKeepsNobodyFromTheirAccount() {
        for (int guess = 0; guess < 6; guess++) {
            post("/api/auth/login", "{\"email\": \"id %s\", \"password\": \"x\"}".formatted(anna.id()));
        }

        assertThat(changePassword(PASSWORD, "another password").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /api/auth/users/password | /currentPassword | {"currentPassword": "%s", "newPassword": "third password"}
            PATCH  | /api/auth/users/profile  | /currentPassword | {"currentPassword": "%s", "email": "eve@example.org"}
            DELETE | /api/auth/users/profile  | /password        | {"password": "%s"}
            """)
    void aPasswordThatIsChangedMeanwhileIsNotTheRightOneAnyMore(String method, String path, String pointer, String body)
            throws Exception {
        String anothers = "UPDATE account SET password_hash = '%s'".formatted(passwords.hash("another password"));

        List<Answer> answers = overtaken(anothers, List.of(() -> as(anna, method, path, body.formatted(PASSWORD))));

        assertThat(answers.getFirst().faults()).containsExactly(pointer);
        assertThat(tryToLogIn("anna", "another password").status()).isEqualTo(200);
    }

    @Test
    void ofTwoNewPasswordsAtOnceOneHolds() throws Exception {
        List<Answer> answers = overtaken(
                NOTHING,
                List.of(
                        () -> changePassword(PASSWORD, "password of 0"),
                        () -> changePassword(PASSWORD, "password of 1")));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 422);
        int refused = answers.get(0).status() == 422 ? 0 : 1;
        assertThat(answers.get(refused).faults()).containsExactly("/currentPassword");
        assertThat(tryToLogIn("anna", "password of " + refused).status()).isEqualTo(401);
        assertThat(tryToLogIn("anna", "password of " + (1 - refused)).status()).isEqualTo(200);
    }

    @Test
    void whoeverLogsInTwiceAtOnceWithAHashOfLessWorkIsLetInTwice() throws Exception {
        var stronger = new PasswordProperties(5, 5, Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofDays(1));
        var check = new PasswordCheck(new Passwords(bulkheads, stronger), rows, attempts, new SimpleMeterRegistry());

        List<Outcome> outcomes = overtaken(
                NOTHING,
                List.of(
                        () -> check.check("anna@example.com", PASSWORD),
                        () -> check.check("anna@example.com", PASSWORD)));

        String renewed = database.sql("SELECT password_hash FROM account")
                .query(String.class)
                .single();
        assertThat(renewed).startsWith("{bcrypt}$2a$05$");
        assertThat(outcomes).containsOnly(new Outcome.Right(new Proof(anna.id(), renewed)));
    }

    private Answer move(String email) {
        return patch("{\"email\": \"%s\", \"currentPassword\": \"%s\"}".formatted(email, PASSWORD));
    }

    private Answer patch(String body) {
        return as(anna, "PATCH", PROFILE, body);
    }

    private Answer changePassword(String current, String next) {
        return as(
                anna,
                "POST",
                "/api/auth/users/password",
                "{\"currentPassword\": \"%s\", \"newPassword\": \"%s\"}".formatted(current, next));
    }
}
