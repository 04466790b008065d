package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is suggested while somebody types. */
class SuggestionIntegrationTests extends AbstractServiceTests {

    @Autowired
    private Vocabulary vocabulary;

    @Autowired
    private PopularSearches popular;

    @Autowired
    private SearchHistory history;

    @BeforeEach
    void addPeople() {
        add("anna", Map.of("username", "the.travel_anna92", "firstName", "Anna", "lastName", "Müller"));
        add("star", Map.of("username", "annastar", "firstName", "Star", "estimatedFollowers", 9_000_000));
        add("zoe", Map.of("username", "zoecooks", "firstName", "Zoë", "primaryNiche", "Street Food"));
        add("tiny", Map.of("username", "anna", "firstName", "Tiny"));
        add(
                "olaf",
                Map.of(
                        "username",
                        "vikingr",
                        "primaryNiche",
                        "Straßenmusik",
                        "contentCategories",
                        List.of("Smørrebrød", "Street Food", "Łódź Food"),
                        "location",
                        "Århus, Danmark"));
        add("banned", Map.of("username", "annabanned", "status", "BANNED", "primaryNiche", "anarchy"));
        add("long", Map.of("username", "somebody.whose_handle.has_30letters"));
        add("acme", Map.of("username", "acme", "companyName", "Anna's Foods", "roles", List.of("BRAND")));
        awaitIndexed();
        vocabulary.refresh();
        popular.refresh();
    }

    private void add(String id, Map<String, ?> fields) {
        service.userCreated(TestUsers.influencer(id, fields));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            anna     | handle:anna handle:annastar name:Anna Müller
            ANNA     | handle:anna handle:annastar name:Anna Müller
            @anna    | handle:anna handle:annastar name:Anna Müller
            annas    | handle:annastar
            mül      | name:Anna Müller
            mul      | name:Anna Müller
            the.tra  | handle:the.travel_anna92
            @thetra  | handle:the.travel_anna92
            travel   | handle:the.travel_anna92
            92       | handle:the.travel_anna92
            annamü   | name:Anna Müller
            müller a | name:Anna Müller
            somebody.whose_handle.has_30letters | handle:somebody.whose_handle.has_30letters
            @SomebodyWhoseHandleHas30Letters    | handle:somebody.whose_handle.has_30letters
            zo       | handle:zoecooks
            food     | category:lodz food niche:street food
            stree    | niche:street food
            street f | niche:street food
            strasse  | niche:strassenmusik
            Straße   | niche:strassenmusik
            smorr    | category:smorrebrod
            SMØRR    | category:smorrebrod
            lodz     | category:lodz food
            łódź     | category:lodz food
            aarh     | ''
            århus    | place:arhus
            danm     | place:danmark
            anarch   | ''
            *        | ''
            .        | ''
            ''       | ''
            """)
    void whatBeginsLikeThisIsSuggested(String typed, String expected) {
        assertThat(String.join(" ", suggested(typed, "influencers"))).isEqualTo(expected);
    }

    @Test
    void brandsAreSuggestedByCompany() {
        assertThat(suggested("anna", "brands")).containsExactly("name:Anna's Foods");
    }

    @Test
    void wordsAreSuggestedOnlyIfSomebodyOfTheTypeHasThem() {
        add("maker", Map.of("roles", List.of("BRAND"), "primaryNiche", "Street Wear", "location", "Aalborg, Danmark"));
        awaitIndexed();
        vocabulary.refresh();

        assertThat(suggested("stree", "influencers")).containsExactly("niche:street food");
        assertThat(suggested("stree", "brands")).containsExactly("niche:street wear");
        assertThat(suggested("stree", "users")).containsExactly("niche:street food", "niche:street wear");
        assertThat(suggested("stree", "crew")).isEmpty();
        assertThat(suggested("danm", "brands")).containsExactly("place:danmark");
        assertThat(suggested("aarh", "brands")).isEmpty();
        assertThat(suggested("smorr", "brands")).isEmpty();
    }

    @Test
    void ofSeveralNamesTheOneThatWasTypedIsSuggested() {
        add(
                "both",
                Map.of(
                        "username",
                        "official_page",
                        "firstName",
                        "Berta",
                        "lastName",
                        "Ono",
                        "companyName",
                        "Carvalho",
                        "roles",
                        List.of("BRAND")));
        awaitIndexed();

        assertThat(suggested("berta", "brands")).containsExactly("name:Berta Ono");
        assertThat(suggested("carv", "brands")).containsExactly("name:Carvalho");
        assertThat(suggested("page", "brands")).containsExactly("handle:official_page");
    }

    @Test
    void aSuggestedUserComesWithWhatAListShows() {
        JsonNode user = suggestions("müll", "influencers").at("/0/user");

        assertThat(user.path("id").asText()).isEqualTo("anna");
        assertThat(user.path("name").asText()).isEqualTo("Anna Müller");
        assertThat(user.path("username").asText()).isEqualTo("the.travel_anna92");
    }

    @Test
    void whatFivePeopleSearchedForIsSuggestedAndWhatFourDidIsNot() {
        for (int person = 1; person <= 5; person++) {
            search("annapurna trek", "person-" + person);
            if (person < 5) {
                search("patagonia", "person-" + person);
            }
        }
        history.flush();
        database.sql("UPDATE search_history SET result_count = 3").update();
        popular.refresh();

        assertThat(suggested("annap", "influencers")).containsExactly("query:annapurna trek");
        assertThat(suggested("pata", "influencers")).isEmpty();
        assertThat(suggested("annap", "crew")).isEmpty();
        assertThat(everythingInTheDatabase()).doesNotContain("person-1");
    }

    private void search(String text, String user) {
        service.get("/search/influencers?q=" + encoded(text), "Authorization", token(user, "USER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=0", "size=21", "type=admins", "q=" + "65 characters", "page=1"})
    void badParametersAreNamed(String parameters) {
        String query = parameters.replace("65 characters", "a".repeat(65));
        Answer answer = service.get("/search/suggestions?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest(name = "{0} of anna")
    @ValueSource(ints = {1, 2, 3, 8})
    void whoHasTheHandleIsFirstHoweverManyAreAskedFor(int size) {
        Answer answer = service.get("/search/suggestions?q=@ANNA&size=" + size);

        assertThat(answer.body().at("/suggestions/0/user/id").asText()).isEqualTo("tiny");
    }

    @ParameterizedTest(name = "{0} of many")
    @ValueSource(ints = {1, 2, 8})
    void ofHandlesThatDifferInSeparatorsTheOneThatWasTypedIsFirst(int size) {
        add("plain", Map.of("username", "janedoe"));
        add("dotted", Map.of("username", "jane.doe", "estimatedFollowers", 9_000_000));
        awaitIndexed();

        assertThat(first("janedoe", size)).isEqualTo("janedoe");
        assertThat(first("@Jane.Doe", size)).isEqualTo("jane.doe");
        assertThat(first("jane_doe", size)).isEqualTo("jane.doe");
    }

    private String first(String typed, int size) {
        return service.get("/search/suggestions?q=%s&size=%d".formatted(encoded(typed), size))
                .body()
                .at("/suggestions/0/text")
                .asText();
    }

    @Test
    void aLongHandleStaysWhileItIsTyped() {
        String handle = "abcdefghijklmnopqrstuvwxyzabcd";
        add("letters", Map.of("username", handle));
        awaitIndexed();

        for (int typed = 20; typed <= handle.length(); typed++) {
            assertThat(suggested(handle.substring(0, typed), "influencers"))
                    .as("%d letters", typed)
                    .containsExactly("handle:" + handle);
        }
    }

    @Test
    void ofALongTextAllLettersCount() {
        String start = "qwertyuiopasdfghjklzxcvbnm";
        for (int i = 0; i < 9; i++) {
            add("other" + i, Map.of("username", start + i, "estimatedFollowers", 9_000_000));
        }
        add("meant", Map.of("username", start + "qq"));
        awaitIndexed();

        assertThat(first(start + "q", 4)).isEqualTo(start + "qq");
        assertThat(suggested(start + "wrong", "influencers")).isEmpty();
        assertThat(suggested(start + " totally different", "influencers")).isEmpty();
    }

    @Test
    void whatOfAHandleBeginsWithACapitalIsSuggestedToo() {
        add("buddy", Map.of("username", "TravelXyBuddy", "firstName", "Xaver"));
        awaitIndexed();

        assertThat(suggested("buddy", "influencers")).containsExactly("handle:TravelXyBuddy");
    }

    @Test
    void noMoreAreSuggestedThanAskedFor() {
        assertThat(service.get("/search/suggestions?q=anna&limit=2").body().path("suggestions"))
                .hasSize(2);
    }

    private List<String> suggested(String typed, String type) {
        List<String> all = new ArrayList<>();
        suggestions(typed, type)
                .forEach(suggestion -> all.add(suggestion.path("kind").asText() + ":"
                        + suggestion.path("text").asText()));
        return all;
    }

    private JsonNode suggestions(String typed, String type) {
        Answer answer = service.get("/search/suggestions?type=" + type + "&q=" + encoded(typed));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("degraded").asBoolean(true)).isFalse();
        return answer.body().path("suggestions");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
