package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.platform.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which attempt is due when one has found nobody. */
class SearchResultsTests {

    @ParameterizedTest
    @CsvSource({
        "xyzzy, EXACT, FUZZY",
        "xyzzy, FUZZY,",
        "@xyzzy, FUZZY,",
        "foo-bar, FUZZY,",
        "foo bar, FUZZY, ANY_WORD",
        "in foo, FUZZY, ANY_WORD",
        "猫, FUZZY,",
        "東京, FUZZY,",
        "東京都, FUZZY, ANY_WORD",
        "東京tower, FUZZY, ANY_WORD",
        "..., EXACT,",
    })
    void someOfTheWordsAreLookedForOnlyIfThatIsLessThanAll(String text, Attempt attempt, Attempt next) {
        var nobody = new SearchAnswer(false, SearchPage.Total.of(0, true), List.of(), MissingNode.getInstance());

        assertThat(new SearchResults(query(text), attempt, nobody).nextAttempt().orElse(null))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"EXACT, true", "FUZZY_TOO, false", "FUZZY, false", "ANY_WORD, false"})
    void theBestOfAFewIsLookedAtOnlyIfAnotherAttemptMayBeDue(Attempt attempt, boolean isLookedAt) {
        var two = new SearchAnswer(false, SearchPage.Total.of(2, true), List.of(), MissingNode.getInstance());

        assertThat(new SearchResults(query("anna", "2"), attempt, two).areJudgedByTheBest())
                .isEqualTo(isLookedAt);
    }

    private static SearchQuery query(String text) {
        return query(text, "1");
    }

    private static SearchQuery query(String text, String page) {
        return SearchQuery.of(
                SearchKind.INFLUENCERS,
                new Parameters(Map.of("q", new String[] {text}, "page", new String[] {page}), Map.of()));
    }
}
