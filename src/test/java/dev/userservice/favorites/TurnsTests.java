package dev.userservice.favorites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How several lists become one. */
class TurnsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a b c | x y | m     | a x m b y c
            a b   | a b | a c   | a b c
            -     | x   | m n   | x m n
            a     | -   | -     | a
            -     | -   | -     | -
            """)
    void eachTakesItsTurnAndNobodyComesTwice(String first, String second, String third, String taken) {
        assertThat(ids(Turns.taken(List.of(list(first), list(second), list(third)))))
                .isEqualTo(ids(list(taken)));
    }

    @Test
    void whoComesFirstGivesTheReason() {
        Candidate one = new Candidate("a", Reason.popular("food"));
        Candidate other = new Candidate("a", Reason.popular("travel"));

        assertThat(Turns.taken(List.of(List.of(one), List.of(other)))).containsExactly(one);
        assertThat(Turns.oneAfterAnother(List.of(other), List.of(one))).containsExactly(other);
    }

    private static List<Candidate> list(String ids) {
        return ids == null
                ? List.of()
                : Stream.of(ids.split(" "))
                        .map(id -> new Candidate(id, Reason.popular(null)))
                        .toList();
    }

    private static List<String> ids(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::userId).toList();
    }
}
