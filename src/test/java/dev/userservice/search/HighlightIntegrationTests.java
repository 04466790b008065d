package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search adds to its hits: highlights, did you mean, explanations. */
class ExtrasIntegrationTests extends AbstractServiceTests {

    @BeforeEach
    void addPeople() {
        add(
                "anna",
                Map.of(
                        "username",
                        "the.anna",
                        "firstName",
                        "Anna",
                        "lastName",
                        "Müller",
                        "location",
                        "Berlin <b>&</b> \"Rome\"",
                        "companyName",
                        "Anna & Sons",
                        "bio",
                        "<script>alert('anna')</script> travels & trains"));
        add("hidden", Map.of("firstName", "Gwendolyn", "status", "SUSPENDED"));
        awaitIndexed();
    }

    private void add(String id, Map<String, ?> fields) {
        service.userCreated(TestUsers.influencer(id, fields));
    }

    @Test
    void highlightsAreHtmlThatCanBeShownAsItIs() {
        JsonNode highlight = service.get("/search/influencers?highlight=true&q=anna+berlin+travels")
                .body()
                .at("/hits/0/highlight");

        assertThat(highlight.path("name").asText()).isEqualTo("<em>Anna</em> Müller");
        assertThat(highlight.path("companyName").asText()).isEqualTo("<em>Anna</em> &amp; Sons");
        assertThat(highlight.path("location").asText())
                .startsWith("<em>Berlin</em> &lt;b&gt;")
                .doesNotContain("<b>");
        assertThat(highlight.path("bio").asText())
                .contains("&lt;script&gt;", "<em>anna</em>", "<em>travels</em> &amp; trains")
                .doesNotContain("<script>");
        assertThat(service.search("anna").body().at("/hits/0").has("highlight")).isFalse();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            mukler anna   | muller anna
            anna muler    | anna muller
            the.ana       | the.anna
            trainz        | trains
            anna müller   |
            gwendolin     |
            xyzxyzxyz     |
            """)
    void aTextIsPutRightByWhomItFinds(String text, String suggestion) {
        JsonNode answer = service.search(text).body();

        assertThat(answer.path("suggestion").asText(null)).isEqualTo(suggestion);
    }

    @Test
    void anExplanationAddsUpAndSaysWhy() {
        JsonNode explanation = service.get(
                        "/search/influencers?explain=true&q=anna", "Authorization", token("root", "ADMIN"))
                .body()
                .at("/hits/0/explanation");

        double points = explanation.path("points").asDouble();
        assertThat(points).isEqualTo(Match.NAME_WORDS.points());
        assertThat(explanation.path("fame").asDouble())
                .isCloseTo(1 + 0.5 * explanation.path("searchScore").asDouble(), within(1e-9));
        assertThat(explanation.path("score").asDouble())
                .isCloseTo(points * explanation.path("fame").asDouble(), within(1e-6));
        assertThat(explanation.path("reasons").toString())
                .contains("all words are in the name: 700 points")
                .contains("\\\"anna\\\" is in the name or handle")
                .contains("\\\"anna\\\" is in the company")
                .contains("for a search score of");
    }

    @Test
    void explanationsAreForAdminsOnly() {
        Answer anonymous = service.get("/search/influencers?explain=true&q=anna");
        Answer user = service.get("/search/influencers?explain=true&q=anna", "Authorization", token("anna", "USER"));

        assertThat(anonymous.status()).isEqualTo(403);
        assertThat(user.status()).isEqualTo(403);
        assertThat(service.search("anna").body().at("/hits/0").has("explanation"))
                .isFalse();
    }
}
