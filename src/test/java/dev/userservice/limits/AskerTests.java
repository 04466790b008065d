package dev.userservice.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.web.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who counts as one caller. */
class AskerTests {

    private static final Caller NOBODY = new Caller(null, false);

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "203.0.113.7, ::ffff:203.0.113.7, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:0DB8:0001:0002::1, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "unknown, _hidden, true",
        "unknown, 203.0.113.7, false"
    })
    void anonymousCallersAreToldApartByTheirNetwork(String one, String another, boolean same) {
        assertThat(Asker.of(NOBODY, one).equals(Asker.of(NOBODY, another))).isEqualTo(same);
    }

    @Test
    void whoeverIsSignedInIsTheSameCallerAtEveryAddress() {
        Caller anna = new Caller("anna", false);

        assertThat(Asker.of(anna, "203.0.113.7"))
                .isEqualTo(Asker.of(anna, "203.0.113.8"))
                .isNotEqualTo(Asker.of(new Caller("berta", false), "203.0.113.7"));
    }

    @Test
    void nobodyTakesFromAnAddressByBearingItsName() {
        assertThat(Asker.of(new Caller("203.0.113.7", false), "203.0.113.8"))
                .isNotEqualTo(Asker.of(NOBODY, "203.0.113.7"));
    }

    @Test
    void anAdminIsMoreThanAUser() {
        assertThat(Asker.of(new Caller("root", true), "203.0.113.7").standing()).isEqualTo(Standing.ADMIN);
        assertThat(Asker.of(new Caller("anna", false), "203.0.113.7").standing())
                .isEqualTo(Standing.USER);
        assertThat(Asker.of(NOBODY, "203.0.113.7").standing()).isEqualTo(Standing.ANONYMOUS);
    }
}
