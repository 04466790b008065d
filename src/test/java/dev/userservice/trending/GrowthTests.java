package dev.userservice.trending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.userservice.trending.Expectation.Before;
import dev.userservice.user.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected of somebody, and what counts as more. */
class GrowthTests {

    private static final double WEEK = 7 * 24;

    /** Viewers in a week before, hours of it that are known, viewers a day of the tier, expected in a day. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a steady giant is expected as before           | 35000 | 168 | 3000 | 4600
            without a past, like many others of that size  |     0 |   0 |    3 |   15
            a silent week says more than the others do     |     0 | 168 |    3 |  0.6
            a newcomer's first day counts, and little else |    40 |  24 |    3 |   23
            nobody is expected to have none at all         |     0 | 168 |    0 |  0.1
            """)
    void theOwnPastIsShrunkTowardTheTier(String why, long before, double hours, double tierPerDay, double expected) {
        assertThat(Expectation.of(new Before(before, hours, WEEK), tierPerDay / 24, 24))
                .as(why)
                .isCloseTo(expected, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"NANO, 0, 0, 3", "NANO, 20, 1, 13.5", "MEGA, 0, 0, 2000", "MEGA, 180, 0.1, 202.16"})
    void whileLittleIsKnownOfATierItIsAssumed(Tier tier, long times, double averagePerHour, double perDay) {
        assertThat(Expectation.tierPerHour(tier, times, averagePerHour) * 24).isCloseTo(perDay, within(0.01));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a nobody is found                    |   120 |    2.4 | true
            a tenfold of hardly any is luck      |     3 |    0.3 | false
            a good day of a mid-size account     |   240 |    205 | false
            a doubled mid-size account           |   400 |    200 | true
            a giant with a fifth more            | 12000 |  10000 | false
            a giant with two thirds more         | 16700 |  10000 | true
            as expected                          |   100 |    100 | false
            much less than expected              |     0 |    100 | false
            """)
    void whatIsOnlyLuckIsNoRise(String why, long viewers, double expected, boolean rises) {
        assertThat(new Growth(viewers, expected).rises()).as(why).isEqualTo(rises);
    }

    /** Exact quantiles of Gamma(viewers + 2, expected + 2), by inversion of the incomplete gamma function. */
    @ParameterizedTest
    @CsvSource({"10, 1, 2.3081", "20, 5, 2.1277", "100, 50, 1.6534", "1000, 1000, 0.9486"})
    void theSureGrowthIsTheFivePercentQuantile(long viewers, double expected, double exact) {
        assertThat(new Growth(viewers, expected).surely()).isCloseTo(exact, within(0.001));
    }

    @Test
    void moreViewersAreWorthMoreAndMoreExpectedOnesLess() {
        assertThat(new Growth(200, 10).score()).isGreaterThan(new Growth(100, 10).score());
        assertThat(new Growth(100, 10).score()).isGreaterThan(new Growth(100, 20).score());
    }

    @Test
    void neitherTinyNorHugeAccountsWinByTheirSizeAlone() {
        double tiny = new Growth(30, 10).score();
        double huge = new Growth(16_700, 10_000).score();
        double found = new Growth(140, 3).score();

        assertThat(found).isGreaterThan(2 * tiny).isGreaterThan(2 * huge);
        assertThat(tiny / huge).isBetween(0.2, 5.0);
    }

    @ParameterizedTest
    @CsvSource({"140, 168, 24, 60, 200", "133, 168, 24, 60, ", "0, 0, 24, 60, ", "1680, 168, 24, 120, -50"})
    void growthInPercentIsHiddenWhereItWouldBeOfHardlyAnybody(
            long before, double hoursBefore, double hours, long viewers, Long percent) {
        assertThat(Risers.of("anna", new Growth(viewers, 1), before, hoursBefore)
                        .growthPercent(hours))
                .isEqualTo(percent);
    }
}
