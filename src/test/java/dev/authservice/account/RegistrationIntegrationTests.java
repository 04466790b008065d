package dev.authservice.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.authservice.AbstractAuthTests;
import dev.userservice.Service.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can have an account, and as what. */
class RegistrationIntegrationTests extends AbstractAuthTests {

    @Test
    void anybodyCanHaveAnAccount() {
        Answer answer = register("anna", """
                , "roles": ["INFLUENCER"], "firstName": "Änna", "estimatedFollowers": 1200, "contentCategories": ["food"]
                """);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/auth/users/profile");
        assertThat(answer.body().path("email").asText()).isEqualTo("anna@example.com");
        assertThat(answer.body().path("firstName").asText()).isEqualTo("Änna");
        assertThat(answer.body().path("contentCategories").toString()).isEqualTo("[\"food\"]");
        assertThat(answer.body().path("roles").toString()).isEqualTo("[\"USER\",\"INFLUENCER\"]");
        assertThat(answer.body().path("status").asText()).isEqualTo("ACTIVE");
        assertThat(answer.body().path("isActive").asBoolean()).isTrue();
        assertThat(answer.body().path("emailVerified").asBoolean(true)).isFalse();
        assertThat(answer.body().toString()).doesNotContain("assword");
        assertThat(news.told())
                .containsExactly("created " + answer.body().path("id").asText() + " 1");
    }

    @Test
    void thePasswordIsKeptAsAHashOnly() {
        register("anna", "");

        assertThat(database.sql("SELECT password_hash FROM account")
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}$2");
        assertThat(database.sql("SELECT a::text FROM account a")
                        .query(String.class)
                        .single())
                .doesNotContain(PASSWORD);
    }

    @Test
    void anAddressOfVeryManyLabelsIsRefusedLikeAnyOtherThatIsTooLong() {
        Answer answer = post(
                "/api/auth/register",
                "{\"email\": \"a@b%s\", \"username\": \"anna\", \"password\": \"%s\"}"
                        .formatted(".a".repeat(100_000), PASSWORD));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faults()).contains("/email");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /email    | {"username": "bert", "password": "long enough"}
            /email    | {"email": "bert", "username": "bert", "password": "long enough"}
            /email    | {"email": "bert@localhost", "username": "bert", "password": "long enough"}
            /email    | {"email": "a b@example.com", "username": "bert", "password": "long enough"}
            /username | {"email": "bert@example.com", "password": "long enough"}
            /username | {"email": "bert@example.com", "username": "a/b", "password": "long enough"}
            /username | {"email": "bert@example.com", "username": "bert\\u0000", "password": "long enough"}
            /username | {"email": "bert@example.com", "username": "Administrator", "password": "long enough"}
            /username | {"email": "bert@example.com", "username": "www", "password": "long enough"}
            /password | {"email": "bert@example.com", "username": "bert"}
            /password | {"email": "bert@example.com", "username": "bert", "password": "short"}
            /password | {"email": "bert@example.com", "username": "bert", "password": "PASSWORD123"}
            /password | {"email": "bert@example.com", "username": "bert", "password": "Bert@example.com"}
            /password | {"email": "bert@example.com", "username": "bert", "password": ["long enough"]}
            /roles    | {"email": "bert@example.com", "username": "bert", "password": "long enough", "roles": ["ADMIN"]}
            /roles    | {"email": "bert@example.com", "username": "bert", "password": "long enough", "roles": ["USER"]}
            /roles/0  | {"email": "bert@example.com", "username": "bert", "password": "long enough", "roles": ["KING"]}
            /roles/0  | {"email": "bert@example.com", "username": "bert", "password": "long enough", "roles": [5]}
            /roles    | {"email": "bert@example.com", "username": "bert", "password": "long enough", "roles": "BRAND"}
            /status   | {"email": "bert@example.com", "username": "bert", "password": "long enough", "status": "ACTIVE"}
            /isActive | {"email": "bert@example.com", "username": "bert", "password": "long enough", "isActive": true}
            /id       | {"email": "bert@example.com", "username": "bert", "password": "long enough", "id": "bert"}
            /a~1b     | {"email": "bert@example.com", "username": "bert", "password": "long enough", "a/b": 1}
            /website  | {"email": "bert@example.com", "username": "bert", "password": "long enough", "website": "javascript:x"}
            /hourlyRate | {"email": "bert@example.com", "username": "bert", "password": "long enough", "hourlyRate": -1}
            """)
    void aFieldThatIsWrongIsNamedAndNobodyIsRegistered(String pointer, String body) {
        Answer answer = post("/api/auth/register", body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.faults()).contains(pointer);
        assertThat(answer.body().toString()).doesNotContain("long enough").doesNotContain("bert@example.com");
        assertThat(count("SELECT count(*) FROM account")).isZero();
        assertThat(news.told()).isEmpty();
    }

    @Test
    void aPasswordMayHaveAsManyBytesAsItsHashLooksAt() {
        String longest = "ä".repeat(36);
        String body = "{\"email\": \"a@example.com\", \"username\": \"anna\", \"password\": \"%s\"}";

        Answer tooLong = post("/api/auth/register", body.formatted(longest + "x"));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.body().at("/errors/0/code").asText()).isEqualTo("too_long");
        assertThat(post("/api/auth/register", body.formatted(longest)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | application/json | {"email":
            400 | application/json | []
            400 | application/json | {"email": "a@example.com", "email": "b@example.com"}
            400 | application/json | {} {}
            415 | text/plain       | {}
            """)
    void aBodyThatIsNoneIsAProblem(int status, String type, String body) {
        Answer answer = send("POST", "/api/auth/register", body, "Content-Type", type);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aBodyThatIsTooLargeIsAProblem() {
        assertThat(register("anna", ", \"bio\": \"" + "x".repeat(300_000) + "\"")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void addressesAndNamesAreUniqueInAnyCase() {
        register("anna", "");

        Answer email = post("/api/auth/register", """
                {"email": "ANNA@Example.com", "username": "another", "password": "long enough"}
                """);
        Answer name = post("/api/auth/register", """
                {"email": "another@example.com", "username": "Anna", "password": "long enough"}
                """);

        assertThat(email.status()).isEqualTo(409);
        assertThat(email.body().path("code").asText()).isEqualTo("email_taken");
        assertThat(name.status()).isEqualTo(409);
        assertThat(name.body().path("code").asText()).isEqualTo("username_taken");
        assertThat(count("SELECT count(*) FROM account")).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceOneHasTheName() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> registrations = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> register("anna", "").status())
                    .toList();

            assertThat(threads.invokeAll(registrations))
                    .extracting(future -> future.get())
                    .containsOnlyOnce(201)
                    .containsOnly(201, 409);
        }
        assertThat(count("SELECT count(*) FROM account")).isEqualTo(1);
    }
}
