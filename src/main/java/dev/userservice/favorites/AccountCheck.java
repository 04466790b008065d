package dev.userservice.favorites;

import dev.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets an owner note something down about a user, if both are there and are not the same. */
@Component
class AccountCheck {

    private final Accounts accounts;

    AccountCheck(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Holds both until the end of the transaction, or throws a 403, 404 or 409 problem. */
    void hold(String owner, String userId) {
        if (owner.equals(userId)) {
            throw Problem.of(HttpStatus.CONFLICT, "own_account", "This is the account of the caller");
        }
        Accounts.Pair pair = accounts.hold(owner, userId);
        if (pair.isOwnerDeleted()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "account_deleted", "The account of this token was deleted");
        }
        if (!pair.isUserVisible()) {
            throw Problem.of(HttpStatus.NOT_FOUND, "unknown_user", "There is no such user");
        }
    }
}
