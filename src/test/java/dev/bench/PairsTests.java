package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ratios are taken between neighbours, so that a slow hour of the machine changes none of them. */
class PairsTests {

    @Test
    void aMachineThatSlowsDownChangesNoRatio() {
        Pairs pairs = new Pairs(List.of(pair(1, 2), pair(10, 20), pair(3, 6)));

        assertThat(pairs.throughput().value()).isCloseTo(2, within(0.01));
        assertThat(pairs.throughput().low()).isCloseTo(2, within(0.01));
        assertThat(pairs.throughput().high()).isCloseTo(2, within(0.01));
    }

    @Test
    void theIntervalIsAsWideAsThePairsDiffer() {
        Pairs.Ratio ratio = new Pairs(List.of(
                        pair(1, 1), pair(1, 2), pair(1, 4), pair(1, 2), pair(1, 1), pair(1, 4), pair(1, 2), pair(1, 2)))
                .throughput();

        assertThat(ratio.value()).isCloseTo(2, within(0.01));
        assertThat(ratio.low()).isBetween(1.0, 1.8);
        assertThat(ratio.high()).isBetween(2.2, 4.0);
    }

    /** Tables of Student's t have these for one degree of freedom less than there are pairs. */
    @ParameterizedTest
    @CsvSource({"2, 12.706", "3, 4.303", "4, 3.182", "5, 2.776", "6, 2.571", "10, 2.262", "20, 2.093", "40, 2.086"})
    void theFewerPairsTheLessTheySay(int count, double student) {
        Pairs pairs = new Pairs(IntStream.range(0, count)
                .mapToObj(number -> pair(1, number % 2 == 0 ? 1 : 4))
                .toList());
        double mean = Math.floor(count / 2.0) / count * Math.log(4);
        double squares = IntStream.range(0, count)
                .mapToDouble(number -> Math.pow((number % 2) * Math.log(4) - mean, 2))
                .sum();
        double margin = student * Math.sqrt(squares / (count - 1) / count);

        assertThat(Math.log(pairs.throughput().value())).isCloseTo(mean, within(0.001));
        assertThat(Math.log(pairs.throughput().low())).isCloseTo(mean - margin, within(0.001));
        assertThat(Math.log(pairs.throughput().high())).isCloseTo(mean + margin, within(0.001));
    }

    @Test
    void onePairSaysNothing() {
        Pairs.Ratio ratio = new Pairs(List.of(pair(1, 2))).throughput();

        assertThat(ratio.value()).isCloseTo(2, within(0.001));
        assertThat(ratio.low()).isZero();
        assertThat(ratio.high()).isInfinite();
    }

    @Test
    void whatIsPutOffUntilTheOtherArmWorksIsCountedToo() {
        assertThat(new Pairs(List.of(pair(1, 2)))
                        .cpu("service", "elasticsearch")
                        .value())
                .isCloseTo((1 + 7) / 2.0, within(0.01));
    }

    @Test
    void whatIsSpentOnATaskIsComparedToo() {
        assertThat(new Pairs(List.of(pair(1, 2))).tasksFor("service").value()).isCloseTo(7, within(0.01));
    }

    private static Pairs.Pair pair(double seconds, double otherSeconds) {
        return new Pairs.Pair(block(seconds, 1, 2), block(otherSeconds, 7, 1));
    }

    private static Block block(double seconds, double serviceMillis, double elasticsearchMillis) {
        Histogram micros = new Histogram(3);
        micros.recordValue((long) (seconds * 1_000));
        return new Block(100, seconds, micros, Map.of("service", serviceMillis, "elasticsearch", elasticsearchMillis));
    }
}
