package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verdict needs the whole interval on one side of the goal. */
class GoalTests {

    @ParameterizedTest
    @CsvSource({
        "0.85,     , 0.86, 0.95, PASS",
        "0.85,     , 0.80, 0.90, NO_VERDICT",
        "0.85,     , 0.70, 0.84, FAIL",
        "    , 1.2 , 1.00, 1.20, PASS",
        "    , 1.2 , 1.10, 1.30, NO_VERDICT",
        "    , 1.2 , 1.21, 1.30, FAIL",
        "0.95, 1.05, 0.96, 1.04, PASS",
        "0.95, 1.05, 0.90, 1.10, NO_VERDICT",
        "0.95, 1.05, 1.06, 1.10, FAIL",
    })
    void aVerdictNeedsTheWholeInterval(Double least, Double most, double low, double high, Goal.Verdict verdict) {
        Goal goal = new Goal("any", "search", least, most, null, "any");

        assertThat(goal.of(new Pairs.Ratio((low + high) / 2, low, high), Scale.USUAL))
                .isEqualTo(verdict);
    }

    @Test
    void aGoalOfOtherScalesIsNoneHere() {
        Goal goal = new Goal("any", "search", 5.0, null, List.of("1m"), "any");
        Pairs.Ratio ratio = new Pairs.Ratio(2, 1, 3);

        assertThat(goal.of(ratio, Scale.USUAL)).isEqualTo(Goal.Verdict.NO_GOAL);
        assertThat(goal.of(ratio, Scale.LARGE)).isEqualTo(Goal.Verdict.FAIL);
        assertThat(goal.bound()).isEqualTo(">= 5.0 at 1m");
    }

    @Test
    void everyGoalHasABoundAReasonAndAPartThatMeasuresIt() {
        assertThat(Goal.all()).allSatisfy(goal -> {
            assertThat(goal.least() != null || goal.most() != null).isTrue();
            assertThat(goal.source()).isNotBlank();
            assertThat(Part.named(List.of(goal.part()), Scale.USUAL)).hasSize(1);
            assertThat(Scale.words()).containsAll(goal.scales() == null ? List.of() : goal.scales());
        });
    }
}
