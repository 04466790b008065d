package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes points and fame one order, and when another attempt is made. */
class MatchTests {

    @Test
    void noFameLiftsAMatchAboveTheNextBetterOne() {
        double mostFame = 1 + Match.FAME;
        List<Match> matches = List.of(Match.values());
        for (int i = 1; i < matches.size(); i++) {
            Match better = matches.get(i - 1);
            Match worse = matches.get(i);
            assertThat((double) better.points()).as(better + " over " + worse).isGreaterThan(worse.points() * mostFame);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXACT,    0, 0,     FUZZY",
        "EXACT,    1, 119,   FUZZY_TOO",
        "EXACT,    2, 30,    FUZZY_TOO",
        "EXACT,    3, 30,    ''",
        "EXACT,    1, 120,   ''",
        "EXACT,    1, 10000, ''",
        "FUZZY,    0, 0,     ANY_WORD",
        "FUZZY,    1, 7,     ''",
        "FUZZY_TOO, 0, 0,    ANY_WORD",
        "FUZZY_TOO, 2, 30,   ''",
        "ANY_WORD, 0, 0,     ''",
    })
    void anotherAttemptIsMadeWhenTooLittleIsFound(Attempt attempt, long found, double bestPoints, String next) {
        assertThat(attempt.after(found, bestPoints).map(Enum::name).orElse("")).isEqualTo(next);
    }
}
