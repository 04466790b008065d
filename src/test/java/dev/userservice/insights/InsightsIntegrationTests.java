package dev.userservice.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where somebody stands, what their profile lacks, and which queries found them. */
class InsightsIntegrationTests extends AbstractServiceTests {

    @Test
    void whatIsMissingIsNamedWithWhatItAdds() {
        anna(Map.of(
                "firstName", "Anna",
                "bio", " ",
                "primaryNiche", "food",
                "estimatedFollowers", 50_000,
                "instagramHandle", "anna"));
        awaitIndexed();

        JsonNode insights = insights();
        assertThat(insights.at("/completeness/share").asDouble()).isEqualTo(0.5);
        assertThat(texts(insights.at("/completeness/missing"), "part"))
                .containsExactly("bio", "location", "picture", "platform");
        double before = insights.at("/visibility/searchScore").asDouble();
        double adds = insights.at("/completeness/missing/0/adds").asDouble();

        anna(Map.of(
                "firstName", "Anna",
                "bio", "Eats",
                "primaryNiche", "food",
                "estimatedFollowers", 50_000,
                "instagramHandle", "anna",
                "version", 2));
        awaitIndexed();

        JsonNode filled = insights();
        assertThat(filled.at("/visibility/searchScore").asDouble()).isCloseTo(before + adds, within(1e-6));
        assertThat(filled.at("/visibility/visible").asBoolean()).isTrue();
        assertThat(filled.at("/visibility/parts/completeness").asDouble()).isEqualTo(0.625);
        assertThat(filled.at("/visibility/parts/reach").asDouble()).isCloseTo(0.671, within(0.001));
    }

    /** Peers of the same tier and niche, of the niche, of the tier, of neither; then which are taken and how many. */
    @ParameterizedTest
    @CsvSource({
        "20, 0,  0,  0,  micro, food, 20",
        "19, 1,  0,  0,  ,      food, 20",
        "10, 5,  12, 0,  micro, ,     22",
        "1,  1,  1,  1,  ,      ,     4",
        "0,  0,  0,  0,  ,      ,     0",
    })
    void peersAreAsAlikeAsLeavesEnoughOfThem(
            int both, int niche, int tier, int neither, String tierTaken, String nicheTaken, long peers) {
        anna(Map.of("primaryNiche", "Food", "estimatedFollowers", 50_000));
        addPeers("both", both, "food", 40_000);
        addPeers("niche", niche, "FOOD", 4_000);
        addPeers("tier", tier, "travel", 40_000);
        addPeers("neither", neither, "travel", 4_000);
        service.userCreated(TestUsers.influencer(
                "hidden", Map.of("primaryNiche", "food", "estimatedFollowers", 60_000, "status", "BANNED")));
        service.userCreated(TestUsers.influencer(
                "brand", Map.of("primaryNiche", "food", "estimatedFollowers", 60_000, "roles", List.of("BRAND"))));
        awaitIndexed();

        JsonNode standing = insights().path("standing");
        assertThat(standing.path("kind").asText()).isEqualTo("influencers");
        assertThat(standing.path("tier").asText(null)).isEqualTo(tierTaken);
        assertThat(standing.path("niche").asText(null)).isEqualTo(nicheTaken == null ? null : "Food");
        assertThat(standing.path("peers").asLong()).isEqualTo(peers);
    }

    @Test
    void thePositionCountsThoseAheadAndThePercentileThoseBehind() {
        anna(Map.of("primaryNiche", "food", "estimatedFollowers", 50_000));
        addPeers("ahead", 5, "food", 60_000);
        addPeers("level", 3, "food", 50_000);
        addPeers("behind", 12, "food", 20_000);
        awaitIndexed();

        JsonNode places = insights().at("/standing/places");
        assertThat(places.path("estimatedFollowers").toString())
                .isEqualTo("{\"value\":50000.0,\"position\":6,\"percentile\":60}");
        assertThat(places.at("/searchScore/position").asLong()).isEqualTo(6);
        assertThat(places.has("engagementRate")).isFalse();
    }

    @Test
    void fivePeopleTellWhichQueryFoundMeAndFourDoNot() {
        anna(Map.of("bio", "Sourdough and pastry"));
        service.userCreated(TestUsers.influencer("eve", Map.of("bio", "Pastry")));
        awaitIndexed();
        IntStream.range(0, 5).forEach(i -> search("sourdough", "reader-" + i));
        IntStream.range(0, 4).forEach(i -> search("pastry", "reader-" + i));
        IntStream.range(0, 3).forEach(i -> search("pastry", "reader-0"));
        search("pastry", "anna");
        IntStream.range(0, 6).forEach(i -> service.get("/search/influencers?q=pastry"));
        await().atMost(Duration.ofSeconds(10)).until(() -> count("SELECT count(*) FROM search_history") == 19);

        assertThat(insights().path("foundBy").toString())
                .isEqualTo("[{\"query\":\"sourdough\",\"people\":5,\"searches\":5}]");
        assertThat(count("SELECT count(*) FROM search_history WHERE searcher IS NULL AND shown IS NOT NULL"))
                .isZero();
        assertThat(count("SELECT count(*) FROM search_history WHERE shown @> ARRAY['eve'] AND shown @> ARRAY['anna']"))
                .isEqualTo(7);

        service.userDeleted("{\"userId\":\"anna\",\"version\":9}");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> count("SELECT count(*) FROM search_history WHERE shown @> ARRAY['anna']") == 0);
        assertThat(count("SELECT count(*) FROM search_history WHERE shown @> ARRAY['eve']"))
                .isEqualTo(7);
    }

    @Test
    void anUnknownParameterIsNamed() {
        anna(Map.of());

        assertThat(service.get("/analytics/user-insights/anna?x=1", "Authorization", token("anna"))
                        .faults())
                .containsExactly("x");
    }

    private void anna(Map<String, ?> fields) {
        service.userCreated(TestUsers.influencer("anna", fields));
    }

    private void addPeers(String name, int number, String niche, long followers) {
        Map<String, Object> fields = new HashMap<>(Map.of("primaryNiche", niche, "estimatedFollowers", followers));
        IntStream.range(0, number)
                .forEach(i -> service.userCreated(TestUsers.influencer("peer-" + name + "-" + i, fields)));
    }

    private void search(String text, String searcher) {
        assertThat(service.get("/search/influencers?q=" + text, "Authorization", token(searcher, "USER"))
                        .status())
                .isEqualTo(200);
    }

    private JsonNode insights() {
        return service.get("/analytics/user-insights/anna", "Authorization", token("anna", "USER"))
                .body();
    }

    private static List<String> texts(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(name).asText())
                .toList();
    }
}
