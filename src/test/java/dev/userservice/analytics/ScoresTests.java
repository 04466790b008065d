package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.userservice.analytics.Scores.Recently;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas of the scores, written as tables. */
class ScoresTests {

    @ParameterizedTest(name = "{0} viewers, {1} favorites: {2}")
    @CsvSource({
        "0,         0,    0.0000",
        "1,         0,    0.0602",
        "9,         0,    0.2000",
        "99,        0,    0.4000",
        "9999,      0,    0.8000",
        "99999,     0,    1.0000",
        "100000000, 0,    1.0000",
        "0,         1,    0.1204",
        "0,         333,  0.6000",
        "99,        300,  0.6000",
        "99,        -30,  0.2000",
        "99,        -300, 0.0000",
    })
    void popularityGrowsWithTheSizeOfTheNumber(double viewers, double favorites, double expected) {
        assertThat(Scores.of(new Recently(viewers, viewers, 0, favorites)).popularity())
                .isCloseTo(expected, within(0.0001));
    }

    @ParameterizedTest(name = "{0} views of {1} appearances: {2}")
    @CsvSource({
        "0,     0,      0.5000",
        "1,     1,      0.5430",
        "0,     20,     0.4545",
        "5,     100,    0.5000",
        "0,     10000,  0.0098",
        "500,   10000,  0.5000",
        "1000,  10000,  0.6656",
        "9000,  10000,  0.9469",
        "10000, 0,      0.9995",
    })
    void engagementNeedsEvidence(double views, double appearances, double expected) {
        assertThat(Scores.of(new Recently(views, 0, appearances, 0)).engagement())
                .isCloseTo(expected, within(0.0001));
    }

    @ParameterizedTest(name = "popularity {0}, engagement {1}: {2}")
    @CsvSource({"0, 1, 0.00", "1, 0, 0.10", "1, 1, 0.20", "0.5, 0.5, 0.075"})
    void theLiftIsAFifthAtMostAndNothingWithoutPopularity(double popularity, double engagement, double expected) {
        assertThat(new Scores(popularity, engagement).lift()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void nothingTakesAScoreOutOfItsBounds() {
        for (double views : new double[] {0, 1, 1e6, 1e15}) {
            for (double appearances : new double[] {0, 1, 1e6, 1e15}) {
                for (double favorites : new double[] {-1e15, -1, 0, 1, 1e15}) {
                    Scores scores = Scores.of(new Recently(views, views, appearances, favorites));
                    assertThat(scores.popularity()).isBetween(0.0, 1.0);
                    assertThat(scores.engagement()).isBetween(0.0, 1.0);
                    assertThat(scores.lift()).isBetween(0.0, 0.2);
                }
            }
        }
    }
}
