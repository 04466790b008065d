package dev.authservice.account;

import dev.authservice.account.Confirmation.Given;
import dev.authservice.account.PasswordRows.Secret;
import dev.authservice.web.Caller;
import dev.platform.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replaces a password and ends whatever was opened with the old one, but for the session that does it. */
@Component
class PasswordChange {

    private final Confirmation confirmation;
    private final Passwords passwords;
    private final Accounts accounts;
    private final PasswordRows rows;
    private final ApplicationEventPublisher events;

    PasswordChange(
            Confirmation confirmation,
            Passwords passwords,
            Accounts accounts,
            PasswordRows rows,
            ApplicationEventPublisher events) {
        this.confirmation = confirmation;
        this.passwords = passwords;
        this.accounts = accounts;
        this.rows = rows;
        this.events = events;
    }

    void change(Caller caller, String current, String next) {
        Account account = accounts.find(caller.accountId()).orElseThrow(Accounts::unknown);
        Given given = confirmation.confirm(account.id(), current, "/currentPassword");
        PasswordRules.violation("/newPassword", next, account.email(), account.username())
                .ifPresent(violation -> {
                    throw Problem.invalidBody(List.of(violation));
                });
        String hash = passwords.hash(next);
        confirmation.during(given, () -> put(account.id(), hash, caller.sessionId()));
    }

    /** Gives whoever has this address another password, and puts them out. */
    @Transactional
    public Optional<String> impose(String email, String password) {
        Optional<String> known = rows.ofAddress(email).map(Secret::id);
        known.ifPresent(id -> put(id, passwords.hash(password), null));
        return known;
    }

    private void put(String accountId, String hash, @Nullable String sessionId) {
        rows.put(accountId, hash);
        events.publishEvent(new AccessEnded(accountId, sessionId));
    }
}
