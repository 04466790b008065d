package dev.authservice.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.authservice.AbstractAuthTests;
import dev.authservice.AuthServiceTest;
import dev.userservice.HttpExchange;
import dev.userservice.Service.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What services can read and tell. */
class InternalIntegrationTests extends AbstractAuthTests {

    private static final String[] SERVICE = {"Authorization", "Bearer " + AuthServiceTest.INTERNAL_TOKEN};
    private static final String[] LINES = {
        "Authorization", "Bearer " + AuthServiceTest.INTERNAL_TOKEN, "Accept", "application/x-ndjson, application/json"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Basic internal-token-of-all-tests",
                "internal-token-of-all-tests",
                "Bearer internal-token-of-all-test",
                "Bearer internal-token-of-all-tests,"
            })
    void onlyAServiceTokenOpensTheDoor(String authorization) {
        for (String path : List.of("/internal/users", "/internal/users/anna", "/internal/unheard-of")) {
            Answer answer = get(path, "Authorization", authorization);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body().path("code").asText()).isEqualTo("unauthorized");
        }
        assertThat(get("/internal/users").status()).isEqualTo(401);
        assertThat(get("/internal/users", SERVICE).status()).isEqualTo(200);
    }

    @Test
    void usersAreListedInPagesOfJson() {
        IntStream.range(0, 5).forEach(i -> insert("user" + i));

        Answer first = get("/internal/users?limit=3", SERVICE);
        Answer last = get("/internal/users?after=user2&limit=3", SERVICE);

        assertThat(ids(first)).containsExactly("user0", "user1", "user2");
        assertThat(first.body().path("nextAfter").asText()).isEqualTo("user2");
        assertThat(first.body().path("total").asLong()).isEqualTo(5);
        assertThat(first.body().at("/users/0/email").asText()).isEqualTo("user0@example.com");
        assertThat(first.body().at("/users/0").has("passwordHash")).isFalse();
        assertThat(ids(last)).containsExactly("user3", "user4");
        assertThat(last.body().has("nextAfter")).isTrue();
        assertThat(last.body().path("nextAfter").isNull()).isTrue();
        assertThat(last.body().has("total")).isFalse();
    }

    @Test
    void aPageOfLargeProfilesEndsEarlyAndTheNextGoesOn() {
        IntStream.range(100, 400).forEach(i -> insert("user" + i));
        database.sql("UPDATE account SET profile = jsonb_build_object('crewSkills', repeat('x', 65000))")
                .update();

        List<Answer> pages = new ArrayList<>(List.of(get("/internal/users?limit=1000", SERVICE)));
        while (pages.getLast().body().path("nextAfter").isTextual()) {
            String after = pages.getLast().body().path("nextAfter").asText();
            pages.add(get("/internal/users?limit=1000&after=" + after, SERVICE));
        }

        assertThat(pages).extracting(page -> ids(page).size()).containsExactly(129, 129, 42);
        assertThat(pages.stream().flatMap(page -> ids(page).stream()))
                .containsExactlyElementsOf(
                        IntStream.range(100, 400).mapToObj(i -> "user" + i).toList());
        assertThat(pages.getFirst().body().toString().length()).isBetween(8_000_000, 9_000_000);
    }

    @Test
    void usersAreListedOneALineWithAnEndThatSaysThatItIsWhole() {
        IntStream.range(0, 3).forEach(i -> insert("user" + i));

        var answer = lines("/internal/users?limit=2");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"id\":\"user0\"");
        assertThat(lines.getLast()).isEqualTo("{\"end\":true,\"count\":2,\"nextAfter\":\"user1\",\"total\":3}");
        assertThat(lines("/internal/users?after=user2").body())
                .isEqualTo("{\"end\":true,\"count\":0,\"nextAfter\":null}\n");
    }

    @Test
    void idsAreOrderedByTheirBytes() {
        List.of("b", "C", "a-1", "a1", "Z", "10", "9").forEach(this::insert);

        assertThat(ids(get("/internal/users", SERVICE))).containsExactly("10", "9", "C", "Z", "a-1", "a1", "b");
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=1001, limit", "limit=x, limit", "page=2, page", "after=a&after=b, after"})
    void aParameterThatMakesNoSenseIsNamed(String query, String name) {
        Answer answer = get("/internal/users?" + query, SERVICE);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).contains(name);
    }

    @Test
    void oneUserIsShownOrUnknown() {
        insert("anna");

        assertThat(get("/internal/users/anna", SERVICE).body().path("id").asText())
                .isEqualTo("anna");
        Answer unknown = get("/internal/users/ben", SERVICE);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().path("code").asText()).isEqualTo("unknown_user");
        assertThat(unknown.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void newerCountersWinWhateverComesTwiceOrLate() throws Exception {
        insert("anna");

        assertThat(told("anna", 10, 5).body().toString()).isEqualTo("{\"received\":1,\"applied\":1}");
        assertThat(told("anna", 10, 5).body().toString()).isEqualTo("{\"received\":1,\"applied\":0}");
        assertThat(told("anna", 12, 7).body().path("applied").asInt()).isEqualTo(1);
        assertThat(told("anna", 11, 6).body().path("applied").asInt()).isZero();
        assertThat(count("SELECT profile_views FROM user_statistics WHERE user_id = 'anna'"))
                .isEqualTo(12);
    }

    @Test
    void countersOfSomebodyUnknownAreLeftOutAndThoseOfADeletedAccountGoWithIt() throws Exception {
        insert("anna");
        told("anna", 10, 5);
        assertThat(told("ben", 10, 6).body().path("applied").asInt()).isZero();

        database.sql("DELETE FROM account WHERE id = 'anna'").update();

        assertThat(count("SELECT count(*) FROM user_statistics")).isZero();
    }

    @Test
    void everybodySeesTheirOwnCounters() throws Exception {
        Person anna = person("anna");
        assertThat(as(anna, "GET", "/api/auth/users/statistics").body().toString())
                .isEqualTo("{\"profileViews\":0,\"searchAppearances\":0}");

        told(anna.id(), 10, 5);

        assertThat(as(anna, "GET", "/api/auth/users/statistics").body().toString())
                .isEqualTo("{\"profileViews\":10,\"searchAppearances\":3,\"changedAt\":\"2026-11-25T12:00:00Z\"}");
        assertThat(get("/api/auth/users/statistics").status()).isEqualTo(401);
    }

    @Test
    void countersAreBelievedByTheirSignatureOnly() {
        Answer unsigned = post("/internal/analytics", counters("anna", 1, 1), SERVICE);
        assertThat(unsigned.status()).isEqualTo(401);
        assertThat(unsigned.body().path("code").asText()).isEqualTo("invalid_signature");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":{}} | 422 | /data/users",
                "{} | 422 | /data",
                "{\"data\":{\"users\":[{\"userId\":\"anna\",\"profileViews\":-1,\"searchAppearances\":0,\"change\":1,\"changedAt\":\"2026-11-25T12:00:00Z\"}]}} | 422 | /data/users/0/profileViews",
                "{\"data\":{\"users\":[{\"profileViews\":1}]}} | 422 | /data/users/0/userId",
                "[] | 400 | "
            })
    void countersThatMakeNoSenseAreRefused(String body, int status, String pointer) throws Exception {
        Answer answer = signed(body);

        assertThat(answer.status()).isEqualTo(status);
        if (pointer != null) {
            assertThat(answer.faults()).contains(pointer);
        }
    }

    private Answer told(String userId, long views, long change) throws Exception {
        return signed(counters(userId, views, change));
    }

    private static String counters(String userId, long views, long change) {
        return """
                {"type":"analytics.updated","timestamp":"2026-11-25T12:00:00Z","data":{"batchId":"ana_1","users":[
                 {"userId":"%s","profileViews":%d,"searchAppearances":3,"change":%d,"changedAt":"2026-11-25T12:00:00Z"}]}}
                """.formatted(userId, views, change);
    }

    private Answer signed(String body) throws Exception {
        String id = "ana_" + UUID.randomUUID();
        long timestamp = Instant.now().getEpochSecond();
        return post(
                "/internal/analytics",
                body,
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                new Webhook(AuthServiceTest.SECRET).sign(id, timestamp, body));
    }

    private void insert(String id) {
        database.sql("""
                        INSERT INTO account (id, email, username, password_hash, roles, status, is_active, email_verified,
                               version, created_at, updated_at)
                        VALUES (:id, :id || '@example.com', 'name-of-' || :id, '{noop}x', '{USER}', 'ACTIVE', true, true, 1,
                               now(), now())
                        """).param("id", id).update();
    }

    private HttpResponse<String> lines(String path) {
        return HttpExchange.send(HttpRequest.newBuilder(URI.create(address() + path))
                .headers(LINES)
                .build());
    }

    private static List<String> ids(Answer answer) {
        return answer.body()
                .path("users")
                .valueStream()
                .map(user -> user.path("id").asText())
                .toList();
    }
}
