package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which searches are popular: those of many people, that find something. */
class PopularSearchesIntegrationTests extends AbstractServiceTests {

    @Autowired
    private SearchHistory history;

    @Autowired
    private PopularSearches popular;

    @Autowired
    private HistoryPartitions partitions;

    @Autowired
    private InstantSource clock;

    private Instant now;

    @BeforeEach
    void startWithAnEmptyHistory() {
        now = clock.instant();
        history.flush();
        database.sql("TRUNCATE search_history").update();
        partitions.createFor(List.of(now));
    }

    @Test
    void fivePeopleMakeASearchPopularAndFourDoNot() {
        searched("fashion", people(5));
        searched("fastfood", people(4));

        assertThat(beginningWith("fa")).containsExactly("fashion");
    }

    @Test
    void onePersonTenTimesIsNotPopular() {
        searched("fashion", Collections.nCopies(10, "anna"));

        assertThat(beginningWith("fa")).isEmpty();
    }

    @Test
    void anonymousSearchesMakeNothingPopular() {
        searched("fashion", people(4));
        IntStream.range(0, 10).forEach(i -> history.add(search("fashion", null, 1, now)));

        assertThat(beginningWith("fa")).isEmpty();
    }

    @Test
    void peopleWhoTypeItDifferentlyCountTogether() {
        List.of("Cafe", "café", "CAFÉ ", "@cafe", "ｃａｆｅ")
                .forEach(query -> history.add(search(query, "person " + query, 1, now)));

        assertThat(beginningWith("cafe")).containsExactly("cafe");
    }

    @Test
    void aSearchThatFoundNothingIsNotPopular() {
        people(5).forEach(person -> history.add(search("fashoin", person, 0, now)));

        assertThat(beginningWith("fa")).isEmpty();
    }

    @Test
    void aSearchThatFindsNothingAnyMoreIsPopularNoLonger() {
        people(9).forEach(person -> history.add(search("fashion", person, 7, now.minusSeconds(60))));
        people(4).forEach(person -> history.add(search("fashion", person, 0, now)));
        assertThat(beginningWith("fa")).containsExactly("fashion");

        history.add(search("fashion", "anna", 0, now));
        assertThat(beginningWith("fa")).isEmpty();
    }

    @Test
    void whatWasPopularLongAgoIsNotNow() {
        Instant longAgo = now.minus(Duration.ofDays(30)).minusSeconds(60);
        people(5).forEach(person -> history.add(search("fashion", person, 1, longAgo)));
        people(5).forEach(person -> history.add(search("fastfood", person, 1, longAgo.plusSeconds(120))));

        assertThat(beginningWith("fa")).containsExactly("fastfood");
    }

    @Test
    void whatMostPeopleSearchForComesFirst() {
        searched("fab", people(5));
        searched("fashion", people(7));
        searched("fastfood", people(6));
        searched("face", people(5));
        searched("a fashion", people(9));

        assertThat(beginningWith("fa")).containsExactly("fashion", "fastfood", "fab", "face");
        assertThat(popular.beginningWith("fa", SearchKind.INFLUENCERS, 2)).containsExactly("fashion", "fastfood");
        assertThat(popular.beginningWith(" @FÀS", SearchKind.INFLUENCERS, 10)).containsExactly("fashion", "fastfood");
        assertThat(popular.beginningWith("fashion", SearchKind.INFLUENCERS, 10)).containsExactly("fashion");
        assertThat(popular.beginningWith("fashion week", SearchKind.INFLUENCERS, 10))
                .isEmpty();
        assertThat(popular.beginningWith("", SearchKind.INFLUENCERS, 1)).containsExactly("a fashion");
    }

    @Test
    void eachTypeOfSearchHasPopularOnesOfItsOwn() {
        people(5)
                .forEach(person ->
                        history.add(new SearchRecord("fashion", "brands", Map.of(), 3, 1, person, now, List.of())));
        people(4)
                .forEach(person ->
                        history.add(new SearchRecord("fastfood", "brands", Map.of(), 3, 1, person, now, List.of())));
        searched("fastfood", List.of("person 5"));

        assertThat(beginningWith("fa")).isEmpty();
        assertThat(popular.beginningWith("fa", SearchKind.BRANDS, 10)).containsExactly("fashion");
    }

    @Test
    void blankSearchesAreNeverPopular() {
        searched("", people(5));
        searched(" @ ", people(5));

        assertThat(beginningWith("")).isEmpty();
    }

    @Test
    void aRefreshThatFailsChangesNothing() {
        searched("fashion", people(5));
        assertThat(beginningWith("fa")).containsExactly("fashion");

        database.sql("ALTER TABLE search_history RENAME TO search_history_away").update();
        try {
            assertThat(beginningWith("fa")).containsExactly("fashion");
        } finally {
            database.sql("ALTER TABLE search_history_away RENAME TO search_history")
                    .update();
        }
    }

    private List<String> beginningWith(String prefix) {
        history.flush();
        popular.refresh();
        return popular.beginningWith(prefix, SearchKind.INFLUENCERS, 10);
    }

    private void searched(String query, List<String> people) {
        people.forEach(person -> history.add(search(query, person, 1, now)));
    }

    private static SearchRecord search(String query, String searcher, long results, Instant at) {
        return new SearchRecord(query, "influencers", Map.of(), results, 1, searcher, at, List.of());
    }

    private static List<String> people(int number) {
        return IntStream.range(0, number).mapToObj(i -> "person" + i).toList();
    }
}
