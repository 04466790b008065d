package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many people have which value, beside the hits. */
class FacetIntegrationTests extends AbstractServiceTests {

    /** A search, a facet of it, and its counts in order. */
    private static final String COUNTED = """
            influencers                                | niche           | food 2, travel 1
            influencers                                | category        | vegan 4, trains 1
            influencers                                | platform        | instagram 2, tiktok 1
            influencers                                | location        | germany 2, usa 2, berlin 1, new york 1
            influencers                                | tier            | nano 1, micro 1, mid 1, macro 0, mega 1
            influencers                                | verified        | false 4, true 1
            influencers?q=zoe                          | niche           | food 1
            influencers?q=zoee                         | niche           | food 1
            influencers?q=zoe+usa                      | niche           | food 1
            influencers?q=zoe+usa&niche=travel         | niche           | food 1
            influencers?minFollowers=10000             | platform        | instagram 1, tiktok 1
            influencers?minFollowers=10000             | tier            | nano 0, micro 1, mid 1, macro 0, mega 1
            influencers?activeWithinDays=30            | niche           |
            users                                      | niche           | food 3, travel 1
            users                                      | tier            | nano 1, micro 1, mid 1, macro 0, mega 1
            brands                                     | industry        | food 1, media 1
            brands                                     | companyType     | agency 2
            brands                                     | niche           | food 1
            crew                                       | skills          | sound 2, editing 1
            crew                                       | experienceLevel | junior 1, senior 1
            crew                                       | availability    | now 2
            crew                                       | workStyle       | remote 1
            crew                                       | location        |

            influencers?niche=food                     | niche           | food 2, travel 1
            influencers?niche=food                     | category        | vegan 2
            influencers?niche=food&niche=travel        | niche           | food 2, travel 1
            influencers?niche=food&platform=tiktok     | niche           | food 1
            influencers?niche=food&platform=tiktok     | platform        | instagram 1, tiktok 1
            influencers?niche=food&platform=tiktok     | location        | usa 1
            influencers?location=usa                   | location        | germany 2, usa 2, berlin 1, new york 1
            influencers?location=usa&verified=true     | verified        | false 2
            influencers?location=usa&verified=true     | location        | berlin 1, germany 1
            influencers?tier=nano&niche=travel         | tier            | nano 0, micro 0, mid 1, macro 0, mega 0
            influencers?tier=nano&niche=travel         | niche           | food 1
            influencers?tier=nano&minFollowers=10000   | tier            | nano 0, micro 1, mid 1, macro 0, mega 1
            crew?skills=editing&experienceLevel=junior | skills          | sound 1
            crew?skills=editing&experienceLevel=junior | experienceLevel | senior 1
            """;

    @BeforeEach
    void addPeople() {
        add("anna", """
                {"primaryNiche": "Travel", "contentCategories": ["Végan", "trains"], "primaryPlatform": "INSTAGRAM",
                 "location": "Berlin, Germany", "estimatedFollowers": 150000, "emailVerified": true}""");
        add("ben", """
                {"location": "Germany"}""");
        add("kim", """
                {"primaryNiche": "food ", "contentCategories": [" VEGAN"], "primaryPlatform": "TikTok", "location": "USA",
                 "estimatedFollowers": 10000}""");
        add("star", """
                {"contentCategories": ["vegan"], "estimatedFollowers": 1000000}""");
        add("zoe", """
                {"firstName": "Zoë", "primaryNiche": "Food", "contentCategories": ["vegan", "Vegan"],
                 "primaryPlatform": "instagram", "location": "New York, USA", "estimatedFollowers": 9999}""");
        add("acme", """
                {"roles": ["BRAND"], "industry": "Food", "companyType": "Agency", "primaryNiche": "food"}""");
        add("bold", """
                {"roles": ["BRAND", "ADMIN"], "industry": "Media", "companyType": "agency"}""");
        add("crew", """
                {"roles": ["CREW"], "crewSkills": ["Editing", "Sound"], "experienceLevel": "Senior",
                 "availability": "now", "workStyle": "remote"}""");
        add("dee", """
                {"roles": ["CREW"], "crewSkills": ["sound"], "experienceLevel": "junior", "availability": "Now"}""");
        for (String hidden : List.of("BANNED", "SUSPENDED", "INACTIVE")) {
            add(hidden, """
                    {"status": "%s", "roles": ["INFLUENCER", "BRAND", "CREW"], "primaryNiche": "travel",
                     "contentCategories": ["vegan"], "primaryPlatform": "myspace", "location": "Berlin, Germany",
                     "estimatedFollowers": 600000, "emailVerified": true, "industry": "food", "companyType": "agency",
                     "crewSkills": ["sound"], "experienceLevel": "senior", "availability": "now",
                     "workStyle": "remote"}""".formatted(hidden));
        }
        awaitIndexed();
    }

    private void add(String id, String json) {
        service.userCreated(TestUsers.influencer(id, TestUsers.fields(json)));
    }

    @Test
    void aFacetIgnoresItsOwnFilterAndObeysTheOthers() {
        SoftAssertions table = new SoftAssertions();
        COUNTED.lines()
                .filter(row -> !row.isBlank())
                .map(row -> row.split("\\|"))
                .forEach(row -> {
                    String search = row[0].strip();
                    List<String> facets = facetsOf(search);
                    String facet = row[1].strip();
                    Answer answer = service.get("/search/" + with(search, "facets=" + String.join(",", facets)));
                    table.assertThat(counts(answer, facet))
                            .as(row[0] + row[1])
                            .isEqualTo(row.length < 3 ? "" : row[2].strip());
                    Answer alone = service.get("/search/" + with(search, "facets=" + facet));
                    table.assertThat(counts(alone, facet))
                            .as(row[0] + row[1] + "alone")
                            .isEqualTo(counts(answer, facet));
                });
        table.assertAll();
    }

    @Test
    void hitsAndTotalAreThoseOfTheSearchWithoutFacets() {
        SoftAssertions table = new SoftAssertions();
        COUNTED.lines()
                .filter(row -> !row.isBlank())
                .map(row -> row.substring(0, row.indexOf('|')).strip())
                .distinct()
                .forEach(search -> {
                    Answer plain = service.get("/search/" + search);
                    Answer counted =
                            service.get("/search/" + with(search, "facets=" + String.join(",", facetsOf(search))));
                    table.assertThat(counted.hits()).as(search).isEqualTo(plain.hits());
                    table.assertThat(counted.body().path("total"))
                            .as(search)
                            .isEqualTo(plain.body().path("total"));
                });
        table.assertAll();

        Answer two = service.get("/search/influencers?facets=niche,platform&niche=food&platform=tiktok");
        assertThat(two.hits()).containsExactly("kim");
        assertThat(two.body().at("/total/value").asInt()).isEqualTo(1);
    }

    @Test
    void everyValueCanBeChosenAndFindsAsManyAsItCounts() {
        SoftAssertions table = new SoftAssertions();
        for (String kind : List.of("influencers", "users", "brands", "crew")) {
            JsonNode facets = service.get("/search/" + kind + "?facets=" + String.join(",", facetsOf(kind)))
                    .body()
                    .path("facets");
            for (Map.Entry<String, JsonNode> facet : facets.properties()) {
                for (JsonNode count : facet.getValue()) {
                    String filter = facet.getKey() + "="
                            + URLEncoder.encode(count.path("value").asText(), StandardCharsets.UTF_8);
                    table.assertThat(service.get("/search/" + kind + "?" + filter)
                                    .body()
                                    .at("/total/value")
                                    .asInt())
                            .as(kind + "?" + filter)
                            .isEqualTo(count.path("count").asInt());
                }
            }
        }
        table.assertAll();
    }

    @Test
    void onlyWhatIsAskedForIsCounted() {
        assertThat(service.get("/search/influencers?niche=food").body().has("facets"))
                .isFalse();

        JsonNode facets = service.get("/search/influencers?facets=tier,niche&platform=tiktok")
                .body()
                .path("facets");
        assertThat(facets.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("niche", "tier");
    }

    private static List<String> facetsOf(String search) {
        SearchKind kind = SearchKind.valueOf(search.replaceFirst("\\?.*", "").toUpperCase(Locale.ROOT));
        return List.copyOf(Facets.of(kind).keySet());
    }

    private static String with(String search, String parameter) {
        return search + (search.contains("?") ? "&" : "?") + parameter;
    }

    private static String counts(Answer answer, String facet) {
        StringBuilder counts = new StringBuilder();
        for (JsonNode count : answer.body().path("facets").path(facet)) {
            counts.append(counts.isEmpty() ? "" : ", ")
                    .append(count.path("value").asText())
                    .append(' ')
                    .append(count.path("count").asInt());
        }
        return counts.toString();
    }
}
