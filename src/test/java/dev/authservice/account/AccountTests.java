package dev.authservice.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.ErrorResponseException;

/** Where an account stands after its owner or an admin has done something about it. */
class AccountTests {

    @ParameterizedTest
    @CsvSource({
        "ACTIVE,               true,  INACTIVE,             false",
        "INACTIVE,             false, INACTIVE,             false",
        "PENDING_VERIFICATION, true,  PENDING_VERIFICATION, false"
    })
    void itsOwnerHidesIt(Status before, boolean active, Status after, boolean activeAfter) {
        Account account = account(before, active).deactivated();

        assertThat(account.status()).isEqualTo(after);
        assertThat(account.active()).isEqualTo(activeAfter);
    }

    @ParameterizedTest
    @CsvSource({
        "INACTIVE,             false, ACTIVE",
        "ACTIVE,               false, ACTIVE",
        "PENDING_VERIFICATION, false, PENDING_VERIFICATION"
    })
    void itsOwnerShowsItAgainButIsNotVerifiedByThat(Status before, boolean active, Status after) {
        Account account = account(before, active).reactivated();

        assertThat(account.status()).isEqualTo(after);
        assertThat(account.active()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUSPENDED", "BANNED"})
    void nobodyComesBackFromASuspensionByThemselves(Status status) {
        Account account = account(status, true);

        assertThatThrownBy(account::deactivated).isInstanceOf(ErrorResponseException.class);
        assertThatThrownBy(account::reactivated).isInstanceOf(ErrorResponseException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE,               true,  ACTIVE",
        "INACTIVE,             false, INACTIVE",
        "PENDING_VERIFICATION, true,  PENDING_VERIFICATION",
        "BANNED,               true,  ACTIVE",
        "BANNED,               false, INACTIVE"
    })
    void aSuspensionLeavesNothingBehind(Status before, boolean active, Status after) {
        Account suspended = account(before, active).suspended();

        assertThat(suspended.status()).isEqualTo(Status.SUSPENDED);
        assertThat(suspended.suspended().reinstated().status()).isEqualTo(after);
        assertThat(suspended.reinstated().active()).isEqualTo(active);
    }

    private static Account account(Status status, boolean active) {
        Instant now = Instant.EPOCH;
        Profile nothing = new JsonMapper().convertValue(Map.of(), Profile.class);
        return new Account(
                "anna",
                "anna@example.com",
                "anna",
                List.of(Role.USER),
                status,
                active,
                false,
                nothing,
                1,
                now,
                now,
                null,
                null);
    }
}
