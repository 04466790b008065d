package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a search finds somebody, or does not. */
class WhyIntegrationTests extends AbstractServiceTests {

    @BeforeEach
    void addPeople() {
        add(
                "anna",
                Map.of(
                        "username",
                        "the.anna",
                        "firstName",
                        "Anna",
                        "bio",
                        "Photographers welcome",
                        "instagramHandle",
                        "annaontracks"));
        add("star", Map.of("username", "star", "firstName", "Anna", "estimatedFollowers", 9_000_000));
        add("banned", Map.of("status", "BANNED"));
        add("brand", Map.of("roles", List.of("BRAND")));
        add("gone", Map.of());
        service.userDeleted("{\"userId\":\"gone\",\"version\":2}");
        awaitIndexed();
    }

    private void add(String id, Map<String, ?> fields) {
        service.userCreated(TestUsers.influencer(id, fields));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            user=nobody                               | not_synced
            user=gone                                 | deleted
            user=banned                               | not_active
            user=brand                                | other_role
            user=brand&type=brands                    | ranked
            user=anna&minFollowers=10&niche=food      | excluded_by_filter
            user=anna&q=zebra                         | no_word_matches
            user=anna&q=anna+zebra                    | ranked
            user=anna&q=star                          | no_word_matches
            user=anna&q=anna                          | ranked
            user=@the.anna&query=anna                 | ranked
            user=anna                                 | ranked
            """)
    void theFirstReasonThatAppliesIsTold(String question, String verdict) {
        JsonNode answer = why(question);

        assertThat(answer.path("verdict").asText()).isEqualTo(verdict);
        assertThat(answer.path("detail").asText()).isNotBlank();
    }

    @Test
    void theFiltersThatExcludeAreNamed() {
        JsonNode excludedBy =
                why("user=anna&minFollowers=10&niche=food&verified=false").path("excludedBy");

        assertThat(excludedBy.toString()).isEqualTo("[\"niche\",\"minFollowers\"]");
    }

    @Test
    void theWordsAreShownAsTheyAreLookedFor() {
        JsonNode words = why("user=anna&q=photographers+zebra").path("words");

        assertThat(words.at("/0/word").asText()).isEqualTo("photographers");
        assertThat(words.at("/0/tokens").toString()).contains("photographer", "photography");
        assertThat(words.at("/0/found").asBoolean()).isTrue();
        assertThat(words.at("/1/found").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ann           | true
            the.a         | true
            photogr       | true
            welcomme      | true
            annaontracks  | true
            anna+zebra    | true false
            ann+zebra     | true false
            ann+welcome   | true true
            ann+star      | true false
            """)
    void aWordIsFoundInTheWayTheSearchFindsIt(String text, String found) {
        JsonNode answer = why("user=anna&q=" + text);

        assertThat(String.join(" ", answer.path("words").findValuesAsText("found")))
                .as(answer.toString())
                .isEqualTo(found);
        assertThat(answer.path("detail").asText()).doesNotEndWith(": ");
    }

    @Test
    void whoHasEveryWordInAWayThatIsNotEnoughIsToldSo() {
        for (String id : List.of("ann-a", "ann-b", "ann-c")) {
            add(id, Map.of("firstName", "Ann", "bio", "welcome"));
        }
        awaitIndexed();

        JsonNode answer = why("user=anna&q=ann+welcome");

        assertThat(answer.path("verdict").asText()).isEqualTo("no_word_matches");
        assertThat(answer.path("detail").asText())
                .isEqualTo("The words are in the profile, but in no way in which all of them would match");
    }

    @Test
    void aRankComesWithItsReasons() {
        JsonNode first = why("user=star&q=anna");
        JsonNode second = why("user=anna&q=anna");

        assertThat(first.path("rank").asInt()).isEqualTo(1);
        assertThat(second.path("rank").asInt()).isEqualTo(2);
        assertThat(second.at("/explanation/reasons/0").asText()).startsWith("the full name is exactly this");
        assertThat(why("user=anna").path("rank").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "relevance, 1 2",
        "-searchScore, 1 2",
        "-followers, 1 3",
        "-engagement, 3 1",
        "newest, 3 1",
        "recentlyActive, 3 1"
    })
    void theRankIsThatOfTheOrderAskedFor(String sort, String ranks) {
        add("star", Map.of("username", "star", "firstName", "Anna", "estimatedFollowers", 9_000_000, "version", 2));
        add("anna", TestUsers.fields("""
                {"version": 2, "username": "the.anna", "firstName": "Anna", "engagementRate": 3.5,
                 "createdAt": "2026-01-01T00:00:00.123Z", "lastActiveAt": "2026-10-01T00:00:00.456Z"}"""));
        add("aaron", Map.of("firstName", "Anna"));
        awaitIndexed();
        List<String> hits =
                service.get("/search/influencers?q=anna&sort=" + sort).hits();
        for (String user : List.of("star", "anna", "aaron")) {
            JsonNode answer = why("q=anna&user=" + user + "&sort=" + sort);
            assertThat(answer.path("rank").asInt()).as(user).isEqualTo(hits.indexOf(user) + 1);
            assertThat(answer.path("detail").asText()).endsWith("in the order " + sort);
        }
        assertThat(hits.indexOf("star") + 1 + " " + (hits.indexOf("anna") + 1)).isEqualTo(ranks);
    }

    @Test
    void withoutWordsFameAloneDecides() {
        JsonNode explanation = why("user=anna").path("explanation");

        assertThat(explanation.at("/reasons/0").asText())
                .startsWith("without words the search score alone decides: 0.");
        assertThat(explanation.has("points")).isFalse();
        assertThat(explanation.path("score").asDouble())
                .isEqualTo(explanation.path("searchScore").asDouble());
    }

    @Test
    void eachWordHasItsOwnTokens() {
        JsonNode words = why("user=anna&q=photographers+Zo\u0308e+😀x+travellers"
                        .replace("\u0308", "%CC%88")
                        .replace("😀", "%F0%9F%98%80"))
                .path("words");

        assertThat(words.findValuesAsText("word")).hasSize(4);
        assertThat(words.at("/1/tokens").toString()).isEqualTo("[\"zoe\"]");
        assertThat(words.at("/2/tokens").toString()).contains("x").doesNotContain("travel");
        assertThat(words.at("/3/tokens").toString()).contains("travel").doesNotContain("zoe");
    }

    @Test
    void equalsAreRankedByTheirIds() {
        add("twin-a", Map.of("firstName", "Twin"));
        add("twin-b", Map.of("firstName", "Twin"));
        awaitIndexed();

        assertThat(why("user=twin-a&q=twin").path("rank").asInt()).isEqualTo(1);
        assertThat(why("user=twin-b&q=twin").path("rank").asInt()).isEqualTo(2);
    }

    @Test
    void aUserWhoseDocumentWaitsIsQueued() {
        database.sql("""
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                        VALUES ('anna', 7, now(), now() + interval '1 hour')
                        """).update();
        assertThat(why("user=anna&q=anna").path("verdict").asText()).isEqualTo("queued");

        database.sql("UPDATE index_queue SET quarantined = 'illegal_argument_exception'")
                .update();
        assertThat(why("user=anna&q=anna").path("verdict").asText()).isEqualTo("quarantined");
    }

    @Test
    void aUserMayAskAboutThemselvesOnly() {
        String own = token("anna", "USER");

        assertThat(service.get("/search/why?user=anna&q=anna", "Authorization", own)
                        .status())
                .isEqualTo(200);
        for (String other : List.of("star", "nobody", "gone", "@star")) {
            Answer answer = service.get("/search/why?q=anna&user=" + other, "Authorization", own);
            assertThat(answer.status()).as(other).isEqualTo(403);
            assertThat(answer.body().path("detail").asText())
                    .as(other)
                    .isEqualTo("Only an admin may ask about somebody else");
        }
        assertThat(service.get("/search/why?q=anna&user=@The.Anna", "Authorization", own)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aUserWeDoNotKnowLearnsNothingAboutWhoHasTheirIdAsHandle() {
        String stranger = token("the.anna", "USER");

        assertThat(service.get("/search/why?user=the.anna", "Authorization", stranger)
                        .body()
                        .path("verdict")
                        .asText())
                .isEqualTo("not_synced");
    }

    @ParameterizedTest
    @CsvSource({
        "q=anna, user",
        "user=%00, user",
        "user=, user",
        "user=anna&foo=1, foo",
        "user=a&type=all, type",
        "user=a&size=0, size"
    })
    void badParametersAreNamed(String parameters, String named) {
        Answer answer = service.get("/search/why?" + parameters, "Authorization", token("root", "ADMIN"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly(named);
    }

    private JsonNode why(String question) {
        return service.get("/search/why?" + question, "Authorization", token("root", "ADMIN"))
                .body();
    }
}
