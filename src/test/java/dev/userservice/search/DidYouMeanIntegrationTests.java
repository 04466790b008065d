package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts with typing errors are put right by whom they find, and by nobody the public may not see. */
class DidYouMeanIntegrationTests extends AbstractServiceTests {

    /** A text, what was meant, and who is found first by either. */
    private static final String MEANT = """
            mukler anna       | muller anna        | anna
            anna muler        | anna muller        | anna
            ANNA MULER        | anna muller        | anna
            the.ana           | the.anna           | anna
            trainz            | trains             | anna
            kathrine_photos   | katherine_photos   | kath
            fetherstone       | featherstone       | kath
            berlni            | berlin             | anna
            instagrm          | instagram          | anna
            """;

    @BeforeEach
    void addPeople() {
        add("anna", """
                {"username": "the.anna", "firstName": "Anna", "lastName": "Müller", "location": "Berlin",
                 "primaryPlatform": "INSTAGRAM",
                 "bio": "travels & trains"}""");
        add("kath", """
                {"username": "katherine_photos", "firstName": "Katherine", "lastName": "Featherstone"}""");
        add("suspended", """
                {"firstName": "Gwendolyn", "status": "SUSPENDED"}""");
        add("banned", """
                {"username": "rumpelstiltskin", "bio": "Quackery", "status": "BANNED"}""");
        add("inactive", """
                {"firstName": "Theodora", "isActive": false}""");
        add("theodore", """
                {"firstName": "Theodore"}""");
        awaitIndexed();
    }

    private void add(String id, String json) {
        service.userCreated(TestUsers.influencer(id, TestUsers.fields(json)));
    }

    private String suggestion(String text) {
        return service.search(text).body().path("suggestion").asText("");
    }

    @Test
    void aTextIsPutRightByWhomItFinds() {
        SoftAssertions table = new SoftAssertions();
        MEANT.lines().map(row -> row.split("\\|")).forEach(row -> {
            table.assertThat(suggestion(row[0].strip())).as(row[0]).isEqualTo(row[1].strip());
            table.assertThat(service.search(row[0].strip()).hits()).as(row[0]).startsWith(row[2].strip());
            table.assertThat(service.search(row[1].strip()).hits()).as(row[1]).startsWith(row[2].strip());
        });
        table.assertAll();
    }

    @Test
    void aSuggestionLeadsToPeopleWithoutAnotherOne() {
        assertThat(suggestion(suggestion("mukler anna"))).isEmpty();
        assertThat(suggestion(suggestion("fetherstone"))).isEmpty();
    }

    @Test
    void whatIsRightOrUnknownIsLeftAsItIs() {
        for (String text : new String[] {
            "anna müller",
            "anna muller",
            "Müller",
            "the.anna",
            "@the.anna",
            "mull",
            "travel",
            "train",
            "berlin",
            "xyzxyzxyz",
            ""
        }) {
            assertThat(suggestion(text)).as(text).isEmpty();
        }
    }

    @Test
    void aWordThatManyHaveIsNotTakenForATypingError() {
        add("vega", """
                {"firstName": "Suzanne", "lastName": "Vega"}""");
        add("cook", """
                {"firstName": "Ada", "bio": "vegan kitchen"}""");
        awaitIndexed();

        assertThat(service.search("suzanne vegan").hits()).startsWith("vega");
        assertThat(suggestion("suzanne vegan")).isEmpty();
        assertThat(suggestion("suzannne vegan")).isEqualTo("suzanne vegan");
    }

    @Test
    void nobodyIsSuggestedWhomThePublicMayNotSee() {
        for (String text : new String[] {"gwendolin", "gwendolyn", "rumpelstiltskim", "quackary"}) {
            assertThat(suggestion(text)).as(text).isEmpty();
        }
        assertThat(suggestion("theodorr")).isEqualTo("theodore");

        service.userUpdated(
                TestUsers.influencer("kath", Map.of("version", 2, "lastName", "Featherstone", "status", "BANNED")));
        awaitIndexed();
        assertThat(suggestion("fetherstone")).isEmpty();
    }
}
