package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Filters, orders and facets of all four searches. */
class FilterIntegrationTests extends AbstractServiceTests {

    /** A search, and whom it finds in any order. */
    private static final String FOUND = """
            influencers?                                       | anna ben zoe
            users?                                             | anna ben zoe acme crew
            brands?                                            | acme
            crew?                                              | crew
            influencers?niche=travel                           | anna
            influencers?niche=TRAVEL&niche=food                | anna zoe
            influencers?category=vegan                         | anna zoe
            influencers?category=v%C3%A9gan                    | anna zoe
            influencers?category=vegan&niche=food              | zoe
            influencers?platform=instagram                     | anna
            influencers?location=Berlin                        | anna
            influencers?location=germany                       | anna ben
            influencers?location=new+york                      | zoe
            influencers?location=york                          | zoe
            influencers?location=berlin+germany                | anna
            influencers?location=germany+berlin                |
            influencers?location=berlin&location=USA           | anna zoe
            influencers?tier=nano                              | zoe
            influencers?tier=nano&tier=mid                     | anna zoe
            influencers?tier=nano,mid                          | anna zoe
            influencers?tier=mega                              |
            influencers?minFollowers=100000                    | anna
            influencers?minFollowers=150000&maxFollowers=150000 | anna
            influencers?maxFollowers=149999                    | zoe
            influencers?minEngagement=2.5                      | anna
            influencers?verified=true                          | anna
            influencers?verified=false                         | ben zoe
            influencers?activeWithinDays=10                    | anna
            influencers?activeWithinDays=100                   | anna zoe
            brands?industry=food&companyType=agency            | acme
            brands?industry=cars                               |
            crew?skills=editing&skills=nothing                 | crew
            crew?experienceLevel=senior&availability=now       | crew
            crew?workStyle=remote&minRate=40&maxRate=40        | crew
            crew?minRate=40.5                                  |
            users?niche=travel&location=berlin&verified=true   | anna
            influencers?q=anna&niche=food                      |
            """;

    /** A search, and whom it finds in this order. */
    private static final String ORDERED = """
            influencers?sort=-followers        | anna zoe ben
            influencers?sort=-engagement       | anna zoe ben
            influencers?sort=newest            | zoe anna ben
            influencers?sort=recentlyActive    | anna zoe ben
            influencers?sort=-searchScore      | anna zoe ben
            influencers?sort=relevance         | anna zoe ben
            influencers?q=b&sort=newest        | ben
            """;

    @BeforeEach
    void addPeople() {
        Instant now = Instant.now();
        add("anna", """
                {"firstName": "Anna", "primaryNiche": "Travel", "contentCategories": ["Végan", "trains"],
                 "primaryPlatform": "INSTAGRAM", "location": "Berlin, Germany", "estimatedFollowers": 150000,
                 "engagementRate": 4, "emailVerified": true, "createdAt": "2026-01-01T00:00:00Z"}""", Map.of("lastActiveAt", now.minus(Duration.ofDays(5)).toString()));
        add("ben", """
                {"location": "Germany"}""", Map.of());
        add("zoe", """
                {"firstName": "Zoë", "primaryNiche": "food", "contentCategories": ["vegan"],
                 "location": "New York, USA", "estimatedFollowers": 900, "engagementRate": 2,
                 "createdAt": "2026-02-01T00:00:00Z"}""", Map.of("lastActiveAt", now.minus(Duration.ofDays(50)).toString()));
        add("acme", """
                {"roles": ["BRAND"], "companyName": "Acme", "industry": "Food", "companyType": "Agency"}""", Map.of());
        add("crew", """
                {"roles": ["CREW"], "crewSkills": ["Editing", "Sound"], "experienceLevel": "Senior", "availability": "now",
                 "workStyle": "remote", "hourlyRate": 40}""", Map.of());
        add("banned", """
                {"status": "BANNED", "primaryNiche": "travel", "location": "Berlin, Germany"}""", Map.of());
        awaitIndexed();
    }

    private void add(String id, String json, Map<String, Object> more) {
        Map<String, Object> fields = new HashMap<>(TestUsers.fields(json));
        fields.putAll(more);
        service.userCreated(TestUsers.influencer(id, fields));
    }

    @Test
    void whoPassesEveryFilterIsFound() {
        SoftAssertions table = new SoftAssertions();
        FOUND.lines()
                .map(row -> row.split("\\|", 2))
                .forEach(row -> table.assertThat(new TreeSet<>(
                                service.get("/search/" + row[0].strip()).hits()))
                        .as(row[0])
                        .isEqualTo(new TreeSet<>(ids(row[1]))));
        table.assertAll();
    }

    @Test
    void hitsComeInTheOrderAskedForAndWhoLacksTheValueComesLast() {
        SoftAssertions table = new SoftAssertions();
        ORDERED.lines()
                .map(row -> row.split("\\|", 2))
                .forEach(row -> table.assertThat(
                                service.get("/search/" + row[0].strip()).hits())
                        .as(row[0])
                        .isEqualTo(ids(row[1])));
        table.assertAll();
    }

    private static List<String> ids(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.strip().split(" "));
    }

    @Test
    void facetsCountWhatIsThere() {
        Answer answer = service.get("/search/influencers?facets=niche,category,platform,location,tier,verified");

        assertThat(facet(answer, "niche")).isEqualTo("food 1, travel 1");
        assertThat(facet(answer, "category")).isEqualTo("vegan 2, trains 1");
        assertThat(facet(answer, "platform")).isEqualTo("instagram 1");
        assertThat(facet(answer, "location")).isEqualTo("germany 2, berlin 1, new york 1, usa 1");
        assertThat(facet(answer, "tier")).isEqualTo("nano 1, micro 0, mid 1, macro 0, mega 0");
        assertThat(facet(answer, "verified")).isEqualTo("false 2, true 1");
        assertThat(service.get("/search/influencers").body().has("facets")).isFalse();
        assertThat(facet(service.get("/search/brands?facets=industry,companyType"), "companyType"))
                .isEqualTo("agency 1");
        assertThat(facet(service.get("/search/crew?facets=skills"), "skills")).isEqualTo("editing 1, sound 1");
    }

    @Test
    void aFacetIgnoresItsOwnFilterAndObeysTheOthers() {
        Answer one = service.get("/search/influencers?facets=niche,location,verified&niche=food");
        assertThat(one.hits()).containsExactly("zoe");
        assertThat(one.body().at("/total/value").asInt()).isEqualTo(1);
        assertThat(facet(one, "niche")).isEqualTo("food 1, travel 1");
        assertThat(facet(one, "location")).isEqualTo("new york 1, usa 1");

        Answer two = service.get("/search/influencers?facets=niche,location&niche=travel&location=usa&tier=nano");
        assertThat(two.hits()).isEmpty();
        assertThat(facet(two, "niche")).isEqualTo("food 1");
        assertThat(facet(two, "location")).isEmpty();
    }

    private static String facet(Answer answer, String name) {
        StringBuilder counts = new StringBuilder();
        for (JsonNode count : answer.body().path("facets").path(name)) {
            counts.append(counts.isEmpty() ? "" : ", ")
                    .append(count.path("value").asText())
                    .append(' ')
                    .append(count.path("count").asInt());
        }
        return counts.toString();
    }
}
