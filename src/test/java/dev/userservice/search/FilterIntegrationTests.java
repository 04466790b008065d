package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters and orders of all four searches. */
class FilterIntegrationTests extends AbstractServiceTests {

    /** A search, and whom it finds in any order. */
    private static final String FOUND = """
            influencers?                                       | anna ben zoe
            users?                                             | anna ben zoe acme crew dee nil
            brands?                                            | acme dee nil
            crew?                                              | crew dee nil
            influencers?niche=travel                           | anna
            influencers?niche=TRAVEL&niche=food                | anna zoe
            influencers?category=vegan                         | anna zoe
            influencers?category=v%C3%A9gan                    | anna zoe
            influencers?category=trains&category=nothing       | anna
            influencers?category=vegan&niche=food              | zoe
            influencers?platform=instagram                     | anna
            influencers?platform=InSt%C3%A1grAM                | anna
            influencers?platform=instagram&platform=tiktok     | anna zoe
            influencers?platform=insta                         |
            influencers?location=Berlin                        | anna
            influencers?location=germany                       | anna ben
            influencers?location=g%C3%A9rm%C3%A1ny             | anna ben
            influencers?location=new+york                      | zoe
            influencers?location=york                          | zoe
            influencers?location=york+new                      |
            influencers?location=berlin+germany                | anna
            influencers?location=germany+berlin                |
            influencers?location=berlin&location=USA           | anna zoe
            influencers?tier=nano                              | zoe
            influencers?tier=mid                               | anna
            influencers?tier=nano&tier=mid                     | anna zoe
            influencers?tier=nano,mid                          | anna zoe
            influencers?tier=mega                              |
            influencers?minFollowers=0                         | anna zoe
            influencers?minFollowers=150000                    | anna
            influencers?minFollowers=150001                    |
            influencers?minFollowers=150000&maxFollowers=150000 | anna
            influencers?maxFollowers=149999                    | zoe
            influencers?minEngagement=0                        | anna zoe
            influencers?minEngagement=2                        | anna zoe
            influencers?minEngagement=2.5                      | anna
            influencers?minEngagement=4.000001                 |
            influencers?verified=true                          | anna
            influencers?verified=false                         | ben zoe
            influencers?activeWithinDays=1                     |
            influencers?activeWithinDays=10                    | anna
            influencers?activeWithinDays=100                   | anna zoe
            influencers?niche=food&platform=instagram          |
            influencers?niche=food&platform=tiktok&tier=nano&verified=false&location=usa | zoe
            brands?industry=food                               | acme
            brands?industry=food&industry=CARS                 | acme dee
            brands?companyType=agency                          | acme
            brands?companyType=cafe                            | dee
            brands?industry=food&companyType=cafe              |
            brands?niche=food                                  | acme
            brands?minFollowers=0                              | acme
            crew?skills=editing                                | crew
            crew?skills=sound                                  | crew dee
            crew?skills=editing&skills=nothing                 | crew
            crew?experienceLevel=senior                        | crew
            crew?experienceLevel=senior&experienceLevel=junior | crew dee
            crew?availability=now                              | crew
            crew?availability=week+ends                        | dee
            crew?workStyle=remote                              | crew
            crew?workStyle=on-site                             | dee
            crew?minRate=0                                     | crew dee
            crew?minRate=40&maxRate=40                         | crew
            crew?minRate=40.5                                  | dee
            crew?maxRate=90.4                                  | crew
            crew?skills=sound&workStyle=remote&maxRate=50      | crew
            users?niche=food                                   | zoe acme
            users?niche=travel&location=berlin&verified=true   | anna
            users?tier=nano                                    | zoe
            users?tier=nano,micro                              | zoe acme
            users?verified=false                               | ben zoe acme crew dee nil
            influencers?q=anna&niche=food                      | zoe
            influencers?q=ben&niche=food                       |
            influencers?q=anna&niche=travel                    | anna
            influencers?q=acme                                 |
            brands?q=anna                                      |
            """;

    /** A search, and whom it finds in this order. */
    private static final String ORDERED = """
            influencers?sort=-followers        | anna zoe ben
            influencers?sort=-engagement       | anna zoe ben
            influencers?sort=newest            | zoe anna ben
            influencers?sort=recentlyActive    | anna zoe ben
            influencers?sort=-searchScore      | anna zoe ben
            influencers?sort=relevance         | anna zoe ben
            users?sort=-followers              | anna acme zoe ben crew dee nil
            brands?sort=-followers             | acme dee nil
            influencers?q=b&sort=newest        | ben
            influencers?q=vegan&sort=newest    | zoe anna
            influencers?q=vegan&sort=-followers | anna zoe
            influencers?q=anna&sort=-followers | anna zoe
            influencers?q=anna&sort=newest     | zoe anna
            influencers?q=anna&sort=relevance  | anna zoe
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
                {"firstName": "Zoë", "primaryNiche": "food", "contentCategories": ["vegan"], "primaryPlatform": "TikTok",
                 "bio": "Friend of Anna", "location": "New York, USA", "estimatedFollowers": 900, "engagementRate": 2,
                 "createdAt": "2026-02-01T00:00:00Z"}""", Map.of("lastActiveAt", now.minus(Duration.ofDays(50)).toString()));
        add("acme", """
                {"roles": ["BRAND"], "companyName": "Acme", "industry": "Food", "companyType": "Agency",
                 "primaryNiche": "food", "estimatedFollowers": 10000}""", Map.of());
        add("crew", """
                {"roles": ["CREW"], "crewSkills": ["Editing", "Sound"], "experienceLevel": "Senior", "availability": "now",
                 "workStyle": "remote", "hourlyRate": 40}""", Map.of());
        add("dee", """
                {"roles": ["BRAND", "CREW"], "industry": "Cars", "companyType": "Café", "crewSkills": ["sound"],
                 "experienceLevel": "junior", "availability": "Week Ends", "workStyle": "On-Site",
                 "hourlyRate": 90.5}""", Map.of());
        add("nil", """
                {"roles": ["BRAND", "CREW"]}""", Map.of());
        add("banned", """
                {"status": "BANNED", "roles": ["INFLUENCER", "BRAND", "CREW"], "primaryNiche": "travel",
                 "location": "Berlin, Germany", "estimatedFollowers": 150000, "industry": "food",
                 "crewSkills": ["sound"], "hourlyRate": 40}""", Map.of());
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

    @ParameterizedTest
    @ValueSource(strings = {"relevance", "-followers", "-engagement", "newest", "recentlyActive", "-searchScore"})
    void equalsComeInTheOrderOfTheirIds(String order) {
        String now = Instant.now().toString();
        for (String id : List.of("tie-d", "tie-a", "tie-c", "tie-b")) {
            boolean has = id.compareTo("tie-b") > 0;
            add(
                    id,
                    "{\"firstName\": \"Tie\"}",
                    has
                            ? Map.of(
                                    "updatedAt", now,
                                    "createdAt", now,
                                    "lastActiveAt", now,
                                    "estimatedFollowers", 500,
                                    "engagementRate", 5)
                            : Map.of("updatedAt", now));
        }
        awaitIndexed();

        assertThat(service.get("/search/influencers?q=tie&sort=" + order).hits())
                .containsExactly("tie-c", "tie-d", "tie-a", "tie-b");
    }
}
