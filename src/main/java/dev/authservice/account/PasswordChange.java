package dev.authservice.account;

import dev.authservice.web.Caller;
import dev.platform.Problem;
import java.util.List;
import org.springframework.stereotype.Component;

/** Replaces a password and ends whatever was opened with the old one, but for the session that does it. */
@Component
class PasswordChange {

    private final PasswordCheck check;
    private final Passwords passwords;
    private final Accounts accounts;

    PasswordChange(PasswordCheck check, Passwords passwords, Accounts accounts) {
        this.check = check;
        this.passwords = passwords;
        this.accounts = accounts;
    }

    void change(Caller caller, String current, String next) {
        Account account = accounts.find(caller.accountId()).orElseThrow(Accounts::unknown);
        check.confirm(account, current, "/currentPassword");
        PasswordRules.violation("/newPassword", next, account.email(), account.username())
                .ifPresent(violation -> {
                    throw Problem.invalidBody(List.of(violation));
                });
        accounts.changePassword(account.id(), passwords.hash(next), caller.sessionId());
    }
}
