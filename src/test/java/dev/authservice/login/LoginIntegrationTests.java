package dev.authservice.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.authservice.AbstractAuthTests;
import dev.authservice.account.Passwords;
import dev.userservice.Service.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is let in, for how long, and who is put out. */
class LoginIntegrationTests extends AbstractAuthTests {

    private static final String PROFILE = "/api/auth/users/profile";
    private static final String SESSIONS = "/api/auth/users/sessions";

    @Autowired
    private Passwords passwords;

    private Person anna;

    @BeforeEach
    void addAnna() {
        anna = person("anna");
    }

    @Test
    void whoeverKnowsThePasswordIsLetIn() {
        Answer answer =
                post("/api/auth/login", "{\"email\": \"ANNA@example.com\", \"password\": \"" + PASSWORD + "\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("tokenType").asText()).isEqualTo("Bearer");
        assertThat(answer.body().path("expiresIn").asInt()).isEqualTo(900);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(as(logIn("anna"), "GET", PROFILE).body().path("id").asText()).isEqualTo(anna.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "nobody", "imported"})
    void nobodyLearnsWhoHasAnAccount(String name) {
        register("imported", "");
        database.sql("UPDATE account SET password_hash = NULL WHERE username = 'imported'")
                .update();

        List<Answer> answers = IntStream.range(0, 8)
                .mapToObj(guess -> tryToLogIn(name, "wrong password " + guess))
                .toList();

        assertThat(answers)
                .extracting(answer -> answer.status() + " "
                        + answer.body().path("code").asText() + " " + answer.header("Retry-After"))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.generate(() -> "401 invalid_credentials ")
                                        .limit(5),
                                Stream.generate(() -> "429 too_many_attempts 30")
                                        .limit(3))
                        .toList());
    }

    @Test
    void afterTooManyWrongPasswordsTheRightOneHasToWaitLongerAndLonger() {
        guess(5);
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(31));
        guess(1);
        assertThat(tryToLogIn("anna", PASSWORD).header("Retry-After")).isEqualTo("60");
        clock.advance(Duration.ofSeconds(31));
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(30));

        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(200);
        guess(4);
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordsOfLongAgoAreForgotten() {
        guess(4);
        clock.advance(Duration.ofHours(25));

        guess(4);
        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void ofTwoAtOnceTheSecondMayHaveLookedAtTheClockFirst() {
        guess(1);
        clock.advance(Duration.ofSeconds(-5));
        guess(1);
        clock.advance(Duration.ofSeconds(-5));

        assertThat(tryToLogIn("anna", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void guessesAtOnceAreNoMoreThanOneAfterAnother() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> guesses = IntStream.range(0, 30)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> tryToLogIn("anna", "guess " + i).status())
                    .toList();

            assertThat(threads.invokeAll(guesses))
                    .extracting(future -> future.get())
                    .containsOnly(401, 429)
                    .filteredOn(status -> status == 401)
                    .hasSize(5);
        }
    }

    @Test
    void whoeverGaveAPasswordThatIsChangedMeanwhileIsNotLetIn() throws Exception {
        List<Answer> answers = overtaken(
                "UPDATE account SET password_hash = '%s'".formatted(passwords.hash("another password")),
                List.of(() -> tryToLogIn("anna", PASSWORD)));

        assertThat(answers.getFirst().status()).isEqualTo(401);
        assertThat(answers.getFirst().body().path("code").asText()).isEqualTo("invalid_credentials");
        assertThat(count("SELECT count(*) FROM session")).isEqualTo(1);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndTheSessionGoesOn() {
        Person next = Person.of(refresh(anna));

        assertThat(next.sessionId()).isEqualTo(anna.sessionId());
        assertThat(next.refreshToken()).isNotEqualTo(anna.refreshToken());
        assertThat(as(next, "GET", PROFILE).status()).isEqualTo(200);
        assertThat(Person.of(refresh(next)).sessionId()).isEqualTo(anna.sessionId());
    }

    @Test
    void aTokenThatComesBackEndsTheSessionForThiefAndOwner() {
        Person elsewhere = logIn("anna");
        Person next = Person.of(refresh(anna));

        assertThat(refresh(anna).status()).isEqualTo(401);

        assertThat(refresh(next).status()).isEqualTo(401);
        assertThat(as(next, "GET", PROFILE).status()).isEqualTo(401);
        assertThat(as(elsewhere, "GET", PROFILE).status()).isEqualTo(200);
    }

    @Test
    void ofManyRefreshesAtOnceOneSucceedsAtMost() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> refreshes = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> refresh(anna).status())
                    .toList();

            assertThat(threads.invokeAll(refreshes))
                    .extracting(future -> future.get())
                    .containsOnlyOnce(200)
                    .containsOnly(200, 401);
        }
        assertThat(count("SELECT count(*) FROM session")).isZero();
    }

    @Test
    void whoeverLogsOutIsOut() {
        Answer answer = post("/api/auth/logout", "{\"refreshToken\": \"" + anna.refreshToken() + "\"}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(as(anna, "GET", PROFILE).status()).isEqualTo(401);
        assertThat(refresh(anna).status()).isEqualTo(401);
        assertThat(post("/api/auth/logout", "{\"refreshToken\": \"unknown\"}").status())
                .isEqualTo(204);
    }

    @Test
    void everybodySeesWhereTheyAreLoggedIn() {
        Person phone = logIn("anna", "User-Agent", "Phone/1 \u00e4", "X-Forwarded-For", "2001:db8:1:2:3:4:5:6");
        person("bert");

        JsonNode sessions = as(phone, "GET", SESSIONS).body().path("sessions");

        assertThat(sessions).hasSize(2);
        JsonNode current = sessions.get(0);
        assertThat(current.path("id").asText()).isEqualTo(phone.sessionId());
        assertThat(current.path("userAgent").asText()).startsWith("Phone/1 ");
        assertThat(current.path("network").asText()).isEqualTo("2001:db8:1:2:0:0:0:0/64");
        assertThat(StreamSupport.stream(sessions.spliterator(), false)
                        .map(session -> session.path("current").asBoolean()))
                .containsExactly(true, false);
    }

    @Test
    void everybodyEndsTheirOwnSessionsAndNobodyElses() {
        Person phone = logIn("anna");
        Person bert = person("bert");

        assertThat(as(bert, "DELETE", SESSIONS + "/" + anna.sessionId()).status())
                .isEqualTo(404);
        assertThat(as(phone, "DELETE", SESSIONS + "/" + anna.sessionId()).status())
                .isEqualTo(204);
        assertThat(as(anna, "GET", PROFILE).status()).isEqualTo(401);
        assertThat(as(phone, "DELETE", SESSIONS).status()).isEqualTo(204);
        assertThat(as(phone, "GET", PROFILE).status()).isEqualTo(401);
        assertThat(as(bert, "GET", PROFILE).status()).isEqualTo(200);
    }

    @Test
    void aSessionThatNobodyUsesEnds() {
        clock.advance(Duration.ofDays(29));
        Person later = Person.of(refresh(anna));
        clock.advance(Duration.ofDays(31));

        assertThat(refresh(later).status()).isEqualTo(401);
        assertThat(as(logIn("anna"), "GET", SESSIONS).body().path("sessions")).hasSize(1);
    }

    @Test
    void noSessionLastsForEver() {
        Person used = anna;
        for (int month = 0; month < 6; month++) {
            clock.advance(Duration.ofDays(29));
            used = Person.of(refresh(used));
        }
        clock.advance(Duration.ofDays(7));

        assertThat(refresh(used).status()).isEqualTo(401);
    }

    @Test
    void ofTooManySessionsTheOldestEnd() {
        database.sql("""
                        INSERT INTO session
                        SELECT 's' || i, :id, :now::timestamptz - i * interval '1 minute',
                               :now::timestamptz - i * interval '1 minute', NULL, '-'
                          FROM generate_series(1, 60) i
                        """)
                .param("id", anna.id())
                .param("now", clock.instant().toString())
                .update();

        logIn("anna");

        assertThat(count("SELECT count(*) FROM session")).isEqualTo(50);
        assertThat(as(anna, "GET", PROFILE).status()).isEqualTo(200);
    }

    @Test
    void beingHereIsNewsOnceADay() {
        List<String> told = news.told();
        logIn("anna");
        refresh(anna);
        assertThat(news.told()).isEqualTo(told);

        clock.advance(Duration.ofHours(25));
        logIn("anna");
        assertThat(news.told()).hasSize(told.size() + 1).endsWith("updated " + anna.id() + " 3");
    }

    @Test
    void aNetworkThatAsksTooOftenHasToWait() {
        String[] network = {"X-Forwarded-For", "198.51.100.7"};
        Answer first = post("/api/auth/login", "{}", network);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"login\";q=60;w=60");
        assertThat(first.header("RateLimit")).isEqualTo("\"login\";r=59;t=1");

        Answer refused = Stream.generate(() -> post("/api/auth/login", "{}", network))
                .limit(500)
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.body().path("code").asText()).isEqualTo("rate_limited");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(post("/api/auth/login", "{}", "X-Forwarded-For", "198.51.100.8")
                        .status())
                .isEqualTo(422);
        assertThat(post("/api/auth/refresh", "{}", network).status()).isEqualTo(422);

        clock.advance(Duration.ofMinutes(1));
        assertThat(post("/api/auth/login", "{}", network).status()).isEqualTo(422);
    }

    private void guess(int times) {
        for (int guess = 0; guess < times; guess++) {
            assertThat(tryToLogIn("anna", "wrong password").status()).isEqualTo(401);
        }
    }
}
