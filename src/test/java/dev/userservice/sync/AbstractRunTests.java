package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Starts full reads of the Auth Service and waits for how they end; a page has ten users. */
abstract class AbstractRunTests extends AbstractServiceTests {

    static final List<String> OVER = List.of("completed", "failed", "cancelled", "needs_confirmation");

    Answer start() {
        return admin("/sync/sync-all-users");
    }

    Answer admin(String path) {
        return service.post(path, "Authorization", token("root", "ADMIN"));
    }

    String started() {
        Answer answer = start();
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.header("Location");
    }

    JsonNode run(String location) {
        return service.get(location, "Authorization", token("root", "ADMIN")).body();
    }

    JsonNode awaitState(String location, String... states) {
        await(String.join(" or ", states))
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        List.of(states).contains(run(location).path("state").asText()));
        return run(location);
    }

    JsonNode completed(String location) {
        JsonNode run = awaitState(location, OVER.toArray(String[]::new));
        assertThat(run.path("state").asText()).as("%s", run).isEqualTo("completed");
        return run;
    }

    /** Everybody from user-00 up, at the Auth Service. */
    static void sourceHas(int users) {
        IntStream.range(0, users).forEach(n -> authService().users().put(user(n, 1, "as created")));
    }

    /** Everybody from user-00 up, at the Auth Service and here. */
    void bothHave(int users) {
        sourceHas(users);
        completed(started());
        awaitIndexed();
        authService().requests().clear();
    }

    static String id(int number) {
        return "user-%02d".formatted(number);
    }

    /** Somebody with values that Postgres rounds, so that nothing it keeps looks like a difference. */
    static String user(int number, int version, String bio) {
        return TestUsers.influencer(
                id(number),
                Map.of(
                        "version",
                        version,
                        "bio",
                        bio,
                        "email",
                        id(number) + "@canary.example",
                        "hourlyRate",
                        12.345,
                        "engagementRate",
                        3.3333333333333335,
                        "contentCategories",
                        List.of("Ré\"sumé", "", "{a,b}"),
                        "createdAt",
                        "2026-01-01T00:00:00.123456789Z"));
    }

    long live() {
        return count("SELECT count(*) FROM user_cache WHERE deleted_at IS NULL");
    }

    /** Changes whenever anything is written to the users, even the same. */
    String versionsOfRows() {
        return database.sql("SELECT string_agg(concat(id, xmin, ctid), ',' ORDER BY id) FROM user_cache")
                .query(String.class)
                .single();
    }
}
