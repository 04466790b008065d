package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How well different people are told apart. */
class ViewersTests {

    private final Random random = new Random(42);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 100})
    void aFewAreExact(int people) {
        assertThat(some(people).number()).isEqualTo(people);
        assertThat(Viewers.of(some(people).bytes()).number()).isEqualTo(people);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 2_000, 50_000, 500_000})
    void manyAreWithinAFewPercent(int people) {
        assertThat(some(people).number()).isCloseTo(people, Percentage.withPercentage(5));
    }

    @Test
    void whoComesAgainIsNobodyNew() {
        Viewers twice =
                people(0, 300).plus(people(100, 300)).plus(Viewers.one(7)).plus(people(7, 8));

        assertThat(twice.number()).isEqualTo(300);
        assertThat(Viewers.one(7).plus(Viewers.one(7)).number()).isEqualTo(1);
    }

    @Test
    void theOrderDoesNotMatter() {
        assertThat(Viewers.one(1).plus(people(1, 50)).number()).isEqualTo(49);
        assertThat(people(1, 50).plus(Viewers.one(1)).number()).isEqualTo(49);
        assertThat(Viewers.nobody().plus(people(1, 50)).number()).isEqualTo(49);
        assertThat(people(1, 50).plus(Viewers.nobody()).number()).isEqualTo(49);
    }

    @Test
    void whatTwoInstancesCountIsPutTogether() {
        Viewers one = Viewers.of(people(0, 3_000).bytes());
        Viewers other = Viewers.of(people(2_000, 5_000).bytes());

        assertThat(one.plus(other).number()).isCloseTo(5_000, within(250L));
    }

    private Viewers some(int people) {
        return random.longs(people).mapToObj(Viewers::one).reduce(Viewers.nobody(), Viewers::plus);
    }

    private static Viewers people(long from, long to) {
        return LongStream.range(from, to).mapToObj(Viewers::one).reduce(Viewers.nobody(), Viewers::plus);
    }
}
