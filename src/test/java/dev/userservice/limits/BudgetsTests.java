package dev.userservice.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code RATE_LIMITS} may say. */
class BudgetsTests {

    @ParameterizedTest
    @EnumSource
    void everyKindIsLimitedForEverybodyUnlessSaidOtherwise(RouteKind kind) {
        for (Standing standing : Standing.values()) {
            assertThat(Budgets.parse("").of(kind, standing)).isPositive();
            assertThat(Budgets.parse(" 0 ").of(kind, standing)).isZero();
        }
    }

    @Test
    void aListChangesWhatItNames() {
        Budgets budgets = Budgets.parse("search=1/2/3, admin=0/0/5");

        assertThat(budgets.of(RouteKind.SEARCH, Standing.ANONYMOUS)).isEqualTo(1);
        assertThat(budgets.of(RouteKind.SEARCH, Standing.USER)).isEqualTo(2);
        assertThat(budgets.of(RouteKind.SEARCH, Standing.ADMIN)).isEqualTo(3);
        assertThat(budgets.of(RouteKind.ADMIN, Standing.USER)).isZero();
        assertThat(budgets.of(RouteKind.PROFILES, Standing.USER))
                .isEqualTo(Budgets.parse("").of(RouteKind.PROFILES, Standing.USER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "off",
                "search",
                "search=1",
                "search=1/2",
                "search=1/2/x",
                "search=-1/2/3",
                "x=1/2/3",
                "search=1/2/3/4",
                "search=9999999999/1/1",
                "search=1/2/3;admin=1/2/3"
            })
    void anythingElseIsRefusedInOneLine(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budgets.parse(text))
                .withMessageStartingWith("RATE_LIMITS must be")
                .withMessageContaining("suggestions")
                .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(1));
    }
}
