package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.platform.Parameters;
import dev.userservice.web.Caller;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When favorites are asked for, and what that changes of the request to Elasticsearch. */
class LiftingTests {

    private static final Favored.Range RANGE = new Favored.Range(Instant.EPOCH, Instant.EPOCH.plusSeconds(9));
    private static final Caller EVE = new Caller("eve", false);

    @ParameterizedTest
    @CsvSource({"q=anna,", "q=,", "favorites=false, eve", "sort=-followers, eve", "sort=newest, eve"})
    void nobodyIsAskedForFavoritesThatWillNotBeLifted(String parameter, String caller) {
        Lifting lifting = lifting(null);
        SearchQuery query = query(parameter);

        assertThat(lifting.of(query, new Caller(caller, false))).isSameAs(query);
    }

    @ParameterizedTest
    @CsvSource({"q=anna", "q="})
    void theRequestOfACallerWithoutFavoritesIsThatOfAnybody(String parameter) {
        SearchQuery query = query(parameter);

        assertThat(lifting(Favored.Marked.NOBODY).of(query, EVE)).isSameAs(query);
        assertThat(request(query)).doesNotContain(FavoriteBonus.CLAUSE);
    }

    @ParameterizedTest
    @CsvSource({"q=anna, 0.0099", "q=, 0.1"})
    void favoritesAreInTheRequestOfTheirOwner(String parameter, String bonus) {
        SearchQuery query = lifted(query(parameter));

        assertThat(request(query)).contains("[\"ann\",\"ben\"]", "\"boost\":" + bonus);
    }

    @Test
    void theirClauseHasANameOnlyForWhoeverAsksForReasons() {
        assertThat(request(lifted(query("q=anna")))).doesNotContain(FavoriteBonus.CLAUSE);
        assertThat(request(lifted(query("explain=true")))).contains("\"_name\":\"" + FavoriteBonus.CLAUSE);
    }

    private static SearchQuery lifted(SearchQuery query) {
        return lifting(new Favored.Marked(List.of("ann", "ben"), RANGE)).of(query, EVE);
    }

    @Test
    void theBonusIsLessThanBetweenAnyTwoMatchesAndTellsEvenTheLargestApart() {
        for (Match match : Match.values()) {
            float lifted = (float) (match.points() + FavoriteBonus.AMONG_EQUALS);
            assertThat(lifted).isGreaterThan(match.points());
            assertThat(lifted - match.points()).isLessThan(0.02f);
        }
    }

    private static String request(SearchQuery query) {
        return SearchRequests.of(query, Attempt.EXACT, List.of()).toString();
    }

    private static SearchQuery query(String parameter) {
        String[] pair = parameter.split("=", 2);
        Map<String, String[]> given = new HashMap<>(Map.of(pair[0], new String[] {pair[1]}));
        return SearchQuery.of(SearchKind.INFLUENCERS, new Parameters(given, Map.of()));
    }

    private static Lifting lifting(Favored.Marked marked) {
        return new Lifting(new FixedFavorites(marked), null);
    }

    /** Answers with these favorites, or fails if there are none to ask for. */
    private record FixedFavorites(Favored.Marked marked) implements Favored {
        @Override
        public Marked newest(String owner) {
            return marked == null ? fail("asked for nothing") : marked;
        }

        @Override
        public Marked within(String owner, Range range) {
            return newest(owner);
        }
    }
}
