package dev.userservice.trending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.user.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In which order those who rise are shown. */
class FairOrderTests {

    private final List<Riser> risers = new ArrayList<>();

    @Test
    void theBestComeFirstAndAmongEqualsTheIdDecides() {
        add("b", Tier.NANO, null, 100);
        add("a", Tier.NANO, null, 100);
        add("c", Tier.NANO, null, 900);

        assertThat(order(10)).containsExactly("c", "a", "b");
    }

    @Test
    void whoDoesNotRiseIsNotThere() {
        risers.add(Risers.of("flat", new Growth(10_000, 10_000), 0, 0));

        assertThat(order(10)).isEmpty();
    }

    @Test
    void aNicheHasAThirdOfThePlacesAndThreeAtFirst() {
        many("food", Tier.NANO, "food", 20, 1000);
        many("pets", Tier.NANO, "pets", 8, 300);
        many("golf", Tier.NANO, "golf", 8, 200);
        many("none", Tier.NANO, null, 2, 100);

        List<String> order = order(50);

        assertThat(order)
                .startsWith("food0", "food1", "food2", "pets0", "pets1", "pets2", "golf0", "golf1", "golf2", "food3");
        for (int places = 1; places <= order.size(); places++) {
            long ofFood = order.subList(0, places).stream()
                    .filter(userId -> userId.startsWith("food"))
                    .count();
            assertThat(ofFood).as("of " + places).isLessThanOrEqualTo(Math.max(3, Math.ceilDiv(places, 3)));
        }
    }

    @Test
    void inAListOfOneNicheThereIsNothingToShare() {
        many("food", Tier.NANO, "food", 20, 1000);

        assertThat(FairOrder.of(risers, false, 50)).hasSize(20);
        assertThat(FairOrder.of(risers, true, 50)).hasSize(3);
    }

    @Test
    void oneInThreePlacesIsForSmallCreators() {
        many("star", Tier.MEGA, null, 20, 100_000);
        many("nano", Tier.NANO, null, 2, 100);
        many("micro", Tier.MICRO, null, 2, 60);

        assertThat(order(12))
                .containsExactly(
                        "star0", "star1", "nano0", "star2", "star3", "nano1", "star4", "star5", "micro0", "star6",
                        "star7", "micro1");
        assertThat(order(3)).isEqualTo(order(12).subList(0, 3));
    }

    @Test
    void placesNoSmallCreatorWantsGoToOthers() {
        many("star", Tier.MEGA, null, 5, 100_000);

        assertThat(order(10)).hasSize(5);
    }

    @Test
    void theOrderInWhichTheyWereFoundDoesNotMatter() {
        many("food", Tier.NANO, "food", 5, 1000);
        many("star", Tier.MEGA, "pets", 5, 1000);
        List<String> order = order(10);

        Collections.shuffle(risers, new Random(7));

        assertThat(order(10)).isEqualTo(order);
    }

    private void many(String name, Tier tier, String niche, int number, int viewers) {
        IntStream.range(0, number).forEach(i -> add(name + i, tier, niche, viewers - i));
    }

    private void add(String userId, Tier tier, String niche, int viewers) {
        risers.add(Risers.of(userId, tier, niche, viewers));
    }

    private List<String> order(int most) {
        return FairOrder.of(risers, true, most).stream().map(Riser::userId).toList();
    }
}
