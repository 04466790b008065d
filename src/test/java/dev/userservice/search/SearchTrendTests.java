package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rises by how much, and which time counts. */
class SearchTrendTests {

    @ParameterizedTest
    @CsvSource({
        // people, former, length of the former window, lift
        "5,    0,   1, 2",
        "100,  50,  1, 1.909",
        "1000, 200, 1, 4.902",
        "10,   10,  1, 1",
        "9,    10,  1, 0.933",
        "50,   100, 2, 1",
    })
    void oneMoreOfFewIsLittle(long people, long former, double length, double lift) {
        assertThat(new SearchTrend("a", people, former, people, 1).lift(length)).isCloseTo(lift, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({
        "DAY,   2026-03-10T12:40:00Z, 2026-03-09T13:00:00Z, 2026-03-08T13:00:00Z, 1.0141",
        "WEEK,  2026-03-10T12:00:00Z, 2026-03-04T00:00:00Z, 2026-02-25T00:00:00Z, 1.0769",
        "MONTH, 2026-03-10T00:00:00Z, 2026-02-09T00:00:00Z, 2026-01-10T00:00:00Z, 1.0345",
    })
    void aWindowIsOfWholeHoursOrDaysAndTheOneThatHasBegun(
            TrendWindow window, Instant now, Instant from, Instant formerFrom, double lengthOfFormer) {
        assertThat(window.from(now)).isEqualTo(from);
        assertThat(window.formerFrom(now)).isEqualTo(formerFrom);
        assertThat(window.lengthOfFormer(now)).isCloseTo(lengthOfFormer, within(0.0001));
    }
}
