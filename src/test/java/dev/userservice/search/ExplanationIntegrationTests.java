package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why hits stand where they stand, told to admins in plain words. */
class ExplanationIntegrationTests extends AbstractServiceTests {

    /** A text, its best match with anna, and where its words stand; no other places than these. */
    private static final String REASONS = """
            the.anna        | the handle is exactly this: 10000 points | "the.anna" is in the name or handle
            annaontracks    | the handle on another platform is exactly this: 5000 points |
            anna müller     | the full name is exactly this: 3000 points | "anna" is in the name or handle; "müller" is in the name or handle; "anna" is in the company
            anna            | all words are in the name: 700 points | "anna" is in the name or handle; "anna" is in the company
            travel anna     | all words are in niche, categories, platform, skills, specializations, industry or name: 70 points | "anna" is in the name or handle; "travel" is in niche, categories, platform, skills, specializations or industry; "anna" is in the company
            berlin sons     | all words are in niche, categories, platform, skills, specializations, industry, company, location or name: 46 points | "sons" is in the company; "berlin" is in the location
            berlin trains   | all words are somewhere in the profile: 30 points | "berlin" is in the location; "trains" is in the bio
            trainz          | all words are somewhere in the profile, apart from typing errors or endings: 4 points |
            sons zebra      | some of the words are somewhere in the profile: 0.5 points | "sons" is in the company
            """;

    @BeforeEach
    void addPeople() {
        add("anna", """
                {"username": "the.anna", "firstName": "Anna", "lastName": "Müller", "location": "Berlin",
                 "companyName": "Anna & Sons", "primaryNiche": "travel", "instagramHandle": "annaontracks",
                 "bio": "I like trains", "estimatedFollowers": 5000, "engagementRate": 3}""");
        add("famous", """
                {"firstName": "Ben", "bio": "Friend of anna", "estimatedFollowers": 9000000, "engagementRate": 30}""");
        awaitIndexed();
    }

    private void add(String id, String json) {
        service.userCreated(TestUsers.influencer(id, TestUsers.fields(json)));
    }

    private Answer explained(String kind, String text) {
        return service.get(
                "/search/" + kind + "?explain=true&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8),
                "Authorization",
                token("root", "ADMIN"));
    }

    @Test
    void theBestMatchAndThePlacesOfTheWordsAreNamed() {
        SoftAssertions table = new SoftAssertions();
        REASONS.lines().map(row -> row.split("\\|")).forEach(row -> {
            List<String> reasons = reasons(explained("influencers", row[0].strip()));
            List<String> places = row.length < 3 || row[2].isBlank()
                    ? List.of()
                    : List.of(row[2].strip().split("; "));
            table.assertThat(reasons).as(row[0]).hasSize(places.size() + 2).startsWith(row[1].strip());
            table.assertThat(reasons.subList(1, reasons.size() - 1))
                    .as(row[0])
                    .containsExactlyInAnyOrderElementsOf(places);
            table.assertThat(reasons.getLast())
                    .as(row[0])
                    .matches("(%s) a search score of 0\\.\\d+"
                            .formatted(
                                    row[0].startsWith("sons zebra")
                                            ? "among as many points by"
                                            : "times 1\\.\\d+ for"));
        });
        table.assertAll();
    }

    private static List<String> reasons(Answer answer) {
        assertThat(answer.hits()).startsWith("anna");
        return StreamSupport.stream(
                        answer.body().at("/hits/0/explanation/reasons").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void scoresArePointsTimesFameAndFallFromHitToHit() {
        for (String kind : List.of("influencers", "users")) {
            JsonNode hits = explained(kind, "anna").body().path("hits");

            assertThat(hits).hasSize(2).allSatisfy(hit -> {
                JsonNode explanation = hit.path("explanation");
                double fame = explanation.path("fame").asDouble();
                assertThat(explanation.path("searchScore").asDouble()).isBetween(0.01, 1.0);
                assertThat(fame)
                        .isCloseTo(1 + 0.5 * explanation.path("searchScore").asDouble(), within(1e-9));
                assertThat(explanation.path("score").asDouble())
                        .isCloseTo(explanation.path("points").asDouble() * fame, within(1e-6));
            });
            assertThat(hits.at("/0/explanation/points").asDouble()).isEqualTo(Match.NAME_WORDS.points());
            assertThat(hits.at("/1/explanation/points").asDouble()).isEqualTo(Match.ANYWHERE.points());
            assertThat(hits.at("/0/explanation/fame").asDouble())
                    .as("the less famous one is the better match")
                    .isLessThan(hits.at("/1/explanation/fame").asDouble());
            assertThat(hits.at("/0/explanation/score").asDouble())
                    .isGreaterThan(hits.at("/1/explanation/score").asDouble());
        }
    }

    @Test
    void ofThoseWithSomeOfTheWordsTheScoreIsThePointsByWhichTheyAreSorted() {
        JsonNode hits =
                explained("influencers", "anna sons zebra quagga").body().path("hits");

        assertThat(hits.findValuesAsText("id")).containsExactly("anna", "famous");
        assertThat(hits).allSatisfy(hit -> {
            JsonNode explanation = hit.path("explanation");
            assertThat(explanation.has("fame")).isFalse();
            assertThat(explanation.path("score").asDouble())
                    .isEqualTo(explanation.path("points").asDouble());
        });
    }

    @Test
    void askingForReasonsChangesNeitherHitsNorOrder() {
        for (String text : List.of("anna", "trainz", "sons zebra", "")) {
            assertThat(explained("influencers", text).hits())
                    .as(text)
                    .isEqualTo(service.search(text).hits());
        }
    }

    @Test
    void explanationsAreForAdminsOnly() {
        Answer anonymous = service.get("/search/influencers?explain=true&q=anna");
        Answer user = service.get("/search/influencers?explain=true&q=anna", "Authorization", token("anna", "USER"));

        assertThat(anonymous.status()).isEqualTo(403);
        assertThat(user.status()).isEqualTo(403);
        assertThat(user.body().path("code").asText()).isEqualTo("forbidden");
        assertThat(user.body().has("hits")).isFalse();
    }

    @Test
    void nothingIsExplainedUnlessAskedFor() {
        Answer admin = service.get("/search/influencers?q=anna", "Authorization", token("root", "ADMIN"));

        assertThat(admin.hits()).isNotEmpty();
        assertThat(admin.body().at("/hits/0").has("explanation")).isFalse();
        assertThat(service.search("anna").body().at("/hits/0").has("explanation"))
                .isFalse();
    }
}
