package dev.authservice.account;

import dev.authservice.account.PasswordCheck.Outcome;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.ErrorResponseException;

/** Asks people who are logged in for the password again, and lets them do what they asked for while it is still theirs. */
@Component
class Confirmation {

    private final PasswordCheck check;
    private final Accounts accounts;

    Confirmation(PasswordCheck check, Accounts accounts) {
        this.check = check;
        this.accounts = accounts;
    }

    /** The right password, as it was given in this field of the body. */
    record Given(Proof proof, String pointer) {}

    /** A problem that points at the password if it is not the account's. */
    Given confirm(String accountId, String password, String pointer) {
        return switch (check.checkAgain(accountId, password)) {
            case Outcome.Right right -> new Given(right.proof(), pointer);
            case Outcome.Wrong _ -> throw wrong(pointer);
            case Outcome.TooMany tooMany -> throw PasswordCheck.tooMany(tooMany.pause());
        };
    }

    /** Does something in one transaction; the same problem as above if the password was changed since it was given. */
    @Transactional
    public <T> T during(Given given, Supplier<T> action) {
        if (accounts.locked(given.proof()).isEmpty()) {
            throw wrong(given.pointer());
        }
        return action.get();
    }

    @Transactional
    public void during(Given given, Runnable action) {
        during(given, () -> {
            action.run();
            return given;
        });
    }

    private static ErrorResponseException wrong(String pointer) {
        return Problem.invalidBody(
                List.of(Violation.ofPointer(pointer, "wrong_password", "is not the password of this account")));
    }
}
