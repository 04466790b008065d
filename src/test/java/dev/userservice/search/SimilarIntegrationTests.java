package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is like somebody, and the reasons given. */
class SimilarIntegrationTests extends AbstractServiceTests {

    @BeforeEach
    void addPeople() {
        add(
                "anna",
                "travel",
                "travel,trains",
                150_000,
                "Berlin, Germany",
                "Slow journeys across Europe by night train");
        add("twin", "Travel", "trains", 180_000, "Berlin, Germany", "Night train journeys through Europe");
        add("niche", "travel", "food", 900, "Lima", "Anything");
        add("category", "hobbies", "Trains", 5_000_000, "Oslo", "Models");
        add("famous", "food", "cooking", 9_000_000, "Paris", "Chef");
        add("banned", "travel", "travel,trains", 150_000, "Berlin, Germany", "Night trains");
        service.userUpdated(TestUsers.influencer("banned", Map.of("version", 2, "status", "BANNED")));
        service.userCreated(TestUsers.influencer("brand", Map.of("roles", List.of("BRAND"), "primaryNiche", "travel")));
        service.userCreated(TestUsers.influencer("empty", Map.of()));
        awaitIndexed();
    }

    private void add(String id, String niche, String categories, long followers, String location, String bio) {
        service.userCreated(TestUsers.influencer(
                id,
                Map.of(
                        "primaryNiche", niche,
                        "contentCategories", List.of(categories.split(",")),
                        "estimatedFollowers", followers,
                        "location", location,
                        "bio", bio)));
    }

    @Test
    void theMostAlikeComeFirstAndSayWhatIsShared() {
        Answer answer = service.get("/search/influencers/anna/similar");

        assertThat(answer.hits()).containsExactly("twin", "niche", "category");
        assertThat(reasons(answer, 0))
                .containsExactly(
                        "same niche: Travel",
                        "shared categories: trains",
                        "bios about the same things",
                        "similar reach: mid",
                        "same place: Berlin");
        assertThat(reasons(answer, 1)).containsExactly("same niche: travel");
        assertThat(reasons(answer, 2)).containsExactly("shared categories: Trains");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Berlin          | same place: Berlin
            BERLIN; Germany | same place: Berlin
            Mitte, Berlin   | same place: Berlin
            East Berlin     |
            Munich, Germany |
            """)
    void aPlaceIsTheSameIfItIsTheFirstThatIsNamed(String location, @Nullable String reason) {
        add("other", "travel", "models", 900, location, "Anything");
        awaitIndexed();

        Answer answer = service.get("/search/influencers/anna/similar");

        List<String> reasons = reasons(answer, answer.hits().indexOf("other"));
        assertThat(reasons.stream().skip(1).findFirst().orElse(null)).isEqualTo(reason);
    }

    @Test
    void oneWhoSaysNothingIsLikeNobody() {
        assertThat(service.get("/search/influencers/empty/similar").hits()).isEmpty();
    }

    @Test
    void noMoreAreShownThanAskedFor() {
        assertThat(service.get("/search/influencers/anna/similar?size=1").hits())
                .containsExactly("twin");
        assertThat(service.get("/search/influencers/anna/similar?size=51").faults())
                .containsExactly("size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "banned", "brand"})
    void absentHiddenAndOthersCannotBeToldApart(String id) {
        Answer answer = service.get("/search/influencers/" + id + "/similar");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("code").asText()).isEqualTo("unknown_user");
    }

    private static List<String> reasons(Answer answer, int hit) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode reason : answer.body().at("/hits/" + hit + "/reasons")) {
            reasons.add(reason.asText());
        }
        return reasons;
    }
}
