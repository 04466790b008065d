package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The passages that matched, as HTML that can be shown as it is. */
class HighlightIntegrationTests extends AbstractServiceTests {

    /** Words, a field of the only person who has them, and how the field is shown; nothing if it did not match. */
    private static final String SHOWN = """
            anna               | name        | <em>Anna</em> Müller
            anna muller        | name        | <em>Anna</em> <em>Müller</em>
            anna müler         | name        | <em>Anna</em> <em>Müller</em>
            ann                | name        | <em>Anna</em> Müller
            mull ann           | name        | <em>Anna</em> <em>Müller</em>
            trav               | bio         | &lt;script&gt;alert(&#x27;anna&#x27;)&lt;&#x2F;script&gt; <em>travels</em> &amp; trains &lt;img src=x onerror=&quot;anna()&quot;&gt;
            berlin             | location    | <em>Berlin</em> &lt;b&gt;&amp;&lt;&#x2F;b&gt; &quot;Rome&quot;
            sons               | companyName | Anna &amp; <em>Sons</em>
            berlin             | name        |
            berlin             | bio         |
            photographer       | bio         | I &lt;em&gt;love&lt;&#x2F;em&gt; <em>photography</em> &amp; cats
            cat                | bio         | I &lt;em&gt;love&lt;&#x2F;em&gt; photography &amp; <em>cats</em>
            em                 | bio         | I &lt;<em>em</em>&gt;love&lt;&#x2F;<em>em</em>&gt; photography &amp; cats
            """;

    @BeforeEach
    void addPeople() {
        add("""
                {"id": "anna", "username": "the.anna", "firstName": "Anna", "lastName": "Müller",
                 "location": "Berlin <b>&</b> \\"Rome\\"", "companyName": "Anna & Sons",
                 "bio": "<script>alert('anna')</script> travels & trains <img src=x onerror=\\"anna()\\">"}""");
        add("""
                {"id": "lens", "firstName": "Lena", "bio": "I <em>love</em> photography & cats"}""");
        awaitIndexed();
    }

    private void add(String json) {
        Map<String, Object> fields = TestUsers.fields(json);
        service.userCreated(TestUsers.influencer((String) fields.get("id"), fields));
    }

    private JsonNode highlight(String words) {
        return service.get("/search/influencers?highlight=true&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .body()
                .at("/hits/0/highlight");
    }

    @Test
    void theWordsThatMatchedAreMarkedWhereTheyStand() {
        SoftAssertions table = new SoftAssertions();
        SHOWN.lines()
                .map(row -> row.split("\\|", 3))
                .forEach(row -> table.assertThat(
                                highlight(row[0].strip()).path(row[1].strip()).asText())
                        .as(row[0] + " in " + row[1])
                        .isEqualTo(row[2].strip()));
        table.assertAll();
    }

    @Test
    void whatAProfileSaysIsNeverMarkup() {
        String bio = highlight("anna travels onerror").path("bio").asText();

        assertThat(bio).contains("<em>anna</em>", "<em>travels</em> &amp; trains", "&lt;script&gt;");
        assertThat(highlight("anna muller berlin sons script")).isNotEmpty().allSatisfy(passage -> {
            String withoutMarks = passage.asText().replaceAll("</?em>", "");
            assertThat(passage.asText()).contains("<em>");
            assertThat(withoutMarks).doesNotContain("<", ">", "\"", "'");
            assertThat(withoutMarks.replaceAll("&(lt|gt|amp|quot|#x27|#x2F);", ""))
                    .doesNotContain("&");
        });
    }

    @Test
    void nothingIsHighlightedUnlessAskedFor() {
        assertThat(service.search("anna").body().at("/hits/0").has("highlight")).isFalse();
        assertThat(service.get("/search/influencers?highlight=false&q=anna")
                        .body()
                        .at("/hits/0")
                        .has("highlight"))
                .isFalse();
        assertThat(service.get("/search/influencers?highlight=true").body().at("/hits/0/highlight"))
                .isEmpty();
    }
}
