package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

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

    /** The mean of the logarithms is ln 2 and their standard error ln 2 / √3; a table of Student's t has 4.303 for it. */
    @Test
    void fewPairsSayLittle() {
        Pairs.Ratio ratio = new Pairs(List.of(pair(1, 1), pair(1, 2), pair(1, 4))).throughput();

        assertThat(ratio.value()).isCloseTo(2, within(0.01));
        assertThat(ratio.low()).isCloseTo(2 / Math.pow(2, 4.303 / Math.sqrt(3)), within(0.01));
        assertThat(ratio.high()).isCloseTo(2 * Math.pow(2, 4.303 / Math.sqrt(3)), within(0.01));
    }

    @Test
    void onePairSaysNothing() {
        assertThat(new Pairs(List.of(pair(1, 2))).throughput())
                .isEqualTo(new Pairs.Ratio(2, 0, Double.POSITIVE_INFINITY));
    }

    @Test
    void cpuTimeIsThatOfTheFirstArm() {
        assertThat(new Pairs(List.of(pair(1, 2)))
                        .cpu("service", "elasticsearch")
                        .value())
                .isCloseTo(0.5, within(0.01));
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
