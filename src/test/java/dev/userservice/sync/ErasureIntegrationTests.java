package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A deleted user is gone from everywhere, the searches that named the user included, and an admin can prove it. */
@ExtendWith(OutputCaptureExtension.class)
class ErasureIntegrationTests extends AbstractServiceTests {

    private static final Map<String, Object> CANARY = Map.of(
            "firstName", "Zyxwina",
            "lastName", "Qanárova",
            "username", "zyx.qanary77",
            "email", "zyx-mail-4711@example.com",
            "instagramHandle", "@zyxgrams",
            "bio", "zyxbiography of things");

    @Test
    void nothingOfADeletedUserIsLeftAnywhere(CapturedOutput output) {
        service.userCreated(TestUsers.influencer("u-1", CANARY));
        awaitIndexed();
        search("zyxpersonal thoughts", "u-1");
        IntStream.range(0, 6).forEach(other -> {
            search("Zyxwina Qanárova", "other-" + other);
            search("photos of (zyxwina qanarova) please", "other-" + other);
            search("@zyx.qanary77", "other-" + other);
            search("zyxgrams", "other-" + other);
        });
        search("zyxwina qanárova", null);
        awaitHistory(26);
        assertThat(everythingInTheDatabase()).contains("zyxpersonal", "zyxwina qanarova", "zyx-mail-4711");
        assertThat(state("u-1").path("erased").isMissingNode()).isTrue();
        assertThat(state("u-1").at("/indexed/document").asText()).isEqualTo("present");
        assertThat(state("u-1").at("/indexed/revision").asLong())
                .isEqualTo(state("u-1").path("revision").asLong());

        service.userDeleted("{\"userId\":\"u-1\",\"version\":2}");

        awaitErased("u-1");
        assertThat(state("u-1").path("traces").toString())
                .isEqualTo(
                        "{\"activity\":\"absent\",\"cache\":\"absent\",\"counters\":\"absent\",\"favorites\":\"absent\",\"index\":\"absent\",\"indexQueue\":\"absent\",\"searchHistory\":\"absent\",\"trending\":\"absent\"}");
        elasticsearch("POST", "/users/_refresh", "");
        String left = String.join(
                " ",
                everythingInTheDatabase(),
                elasticsearch("GET", "/_all/_search?size=1000", "").body(),
                service.get("/search/suggestions?q=zyx")
                        .body()
                        .path("suggestions")
                        .toString(),
                state("u-1").toString(),
                output.getAll());
        assertThat(left).contains("u-1").doesNotContainIgnoringCase("zyx").doesNotContainIgnoringCase("qan");
    }

    @Test
    void whatOthersSearchForStays() {
        service.userCreated(
                TestUsers.influencer("u-1", Map.of("firstName", "Anna", "lastName", "Zibo", "username", "zibo")));
        awaitIndexed();
        List.of("anna", "street zibo", "zibo anna berlin", "anna ziboie").forEach(text -> search(text, "other"));
        search("zibo", "other");
        awaitHistory(5);

        service.userDeleted("{\"userId\":\"u-1\",\"version\":2}");

        awaitErased("u-1");
        assertThat(database.sql("SELECT normalized_query FROM search_history")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("anna", "street zibo", "anna ziboie");
    }

    @Test
    void aSearchOnItsWayToTheHistoryAtTheDeletionIsForgottenToo() {
        service.userCreated(TestUsers.influencer("u-1", CANARY));
        service.userDeleted("{\"userId\":\"u-1\",\"version\":2}");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> count("SELECT count(*) FROM search_erasure WHERE due_at > now()") == 1);

        search("zyxwina qanárova", "other");
        awaitHistory(1);
        assertThat(state("u-1").path("erased").asBoolean()).isFalse();
        assertThat(state("u-1").at("/traces/searchHistory").asText()).isEqualTo("present");

        awaitErased("u-1");
        assertThat(count("SELECT count(*) FROM search_history")).isZero();
    }

    @Test
    void searchesOfADeletedUserAndSearchesThatStillFindOneKeepNothingOfThePerson() {
        service.userCreated(TestUsers.influencer("u-1", CANARY));
        service.userCreated(TestUsers.influencer("u-2", Map.of("bio", "zyxbiography too")));
        awaitIndexed();
        String document = elasticsearch("GET", "/users/_source/u-1", "").body();
        service.userDeleted("{\"userId\":\"u-1\",\"version\":2}");
        awaitErased("u-1");
        elasticsearch("PUT", "/users/_doc/u-1?refresh=true", document);

        search("zyxpersonal thoughts", "u-1");
        assertThat(service.get("/search/influencers?q=zyxbiography", "Authorization", token("other", "USER"))
                        .hits())
                .contains("u-1", "u-2");
        awaitHistory(1);

        assertThat(database.sql("SELECT search_query || ' ' || shown::text FROM search_history")
                        .query(String.class)
                        .list())
                .containsExactly("zyxbiography {u-2}");
        assertThat(count("SELECT count(*) FROM search_trend WHERE term LIKE 'zyxpersonal%'"))
                .isZero();
        assertThat(state("u-1").at("/traces/searchHistory").asText()).isEqualTo("absent");
    }

    private void awaitHistory(long rows) {
        await().atMost(Duration.ofSeconds(10)).until(() -> count("SELECT count(*) FROM search_history") >= rows);
    }

    private void awaitErased(String id) {
        await("proof of absence")
                .atMost(Duration.ofSeconds(25))
                .until(() -> state(id).path("erased").asBoolean());
    }

    private JsonNode state(String id) {
        return service.get("/sync/users/" + id, "Authorization", token("root", "ADMIN"))
                .body();
    }

    private void search(String text, String searcher) {
        String path = "/search/influencers?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        int status = searcher == null
                ? service.get(path).status()
                : service.get(path, "Authorization", token(searcher, "USER")).status();
        assertThat(status).isEqualTo(200);
    }
}
