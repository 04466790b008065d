package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Each of two ways to work is the first of a pair as often as the other. */
class TurnsTests {

    private final List<String> worked = new ArrayList<>();

    @Test
    void theTwoTakeTurnsAtBeingTheFirst() throws Exception {
        Pairs pairs = take(4);

        assertThat(worked)
                .containsExactly("one 0", "other 0", "other 1", "one 1", "one 2", "other 2", "other 3", "one 3");
        assertThat(pairs.throughput().value()).isEqualTo(0.5);
    }

    @Test
    void anOddNumberOfPairsIsRefused() {
        assertThatThrownBy(() -> take(3)).hasMessageContaining("odd");
    }

    private Pairs take(int pairs) throws Exception {
        return Turns.take(
                new Report(Scale.SMALL), pairs, turn -> block("one", turn, 2), turn -> block("other", turn, 1));
    }

    private Block block(String way, int turn, double seconds) {
        worked.add(way + " " + turn);
        return new Block(100, seconds, new Histogram(3), Map.of());
    }
}
