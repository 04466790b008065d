package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** As many pairs are taken again, and again, where those before say nothing of the goal. */
class TurnsTests {

    private static final Claim EQUAL = new Claim("A/A: raw _search against itself, throughput", Pairs::throughput);

    @Test
    void aClearAnswerNeedsNoMorePairs() throws Exception {
        assertThat(pairs(_ -> 1.0)).isEqualTo(6);
        assertThat(pairs(_ -> 2.0)).isEqualTo(6);
    }

    @Test
    void anIntervalOnBothSidesOfTheGoalIsLookedAtOnceMore() throws Exception {
        assertThat(pairs(turn -> turn < 6 ? turn % 2 == 0 ? 1.1 : 0.92 : 1)).isEqualTo(12);
    }

    @Test
    void afterThreeLooksThereIsNoVerdict() throws Exception {
        assertThat(pairs(turn -> turn % 2 == 0 ? 1.2 : 0.85)).isEqualTo(24);
    }

    private static int pairs(IntToDoubleFunction seconds) throws Exception {
        return Turns.take(new Report(Scale.SMALL), 6, turn -> block(seconds.applyAsDouble(turn)), _ -> block(1), EQUAL)
                .pairs()
                .size();
    }

    private static Block block(double seconds) {
        return new Block(100, seconds, new Histogram(3), Map.of());
    }
}
