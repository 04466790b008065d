package dev.authservice.account;

import dev.platform.Problem;
import dev.platform.Problem.Violation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes accounts of imported users who are not here yet, under the ids they have elsewhere. */
@Component
class NewImports {

    private final DeletedAccounts deleted;
    private final Passwords passwords;
    private final Accounts accounts;
    private final InstantSource clock;

    NewImports(DeletedAccounts deleted, Passwords passwords, Accounts accounts, InstantSource clock) {
        this.deleted = deleted;
        this.passwords = passwords;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Adds an account; a 409 problem if there was one of this id, or there is one of this address or name. */
    void add(ImportedUser user, Profile profile) {
        if (deleted.contains(user.id())) {
            throw Problem.of(
                    HttpStatus.CONFLICT, "deleted_user", "There was an account of this id, and it was deleted");
        }
        accounts.add(user.begun(profile, clock.instant()), hash(user));
    }

    private @Nullable String hash(ImportedUser user) {
        if (user.password() == null) {
            return null;
        }
        Optional<Violation> violation =
                PasswordRules.violation("/password", user.password(), user.email(), user.username());
        if (violation.isPresent()) {
            throw Problem.invalidBody(List.of(violation.get()));
        }
        return passwords.hash(user.password());
    }
}
