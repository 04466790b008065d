package dev.authservice.account;

import dev.authservice.web.Caller;
import dev.platform.Problem;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** What an admin may do to whom: nobody to themselves, and none but a SUPER_ADMIN to or for a SUPER_ADMIN. */
record Authority(String accountId, boolean isSuperAdmin) {

    static Authority of(Caller caller) {
        return new Authority(caller.accountId(), caller.isSuperAdmin());
    }

    /** The account, if it may be changed; else a 403 problem. */
    Account over(Account account) {
        if (account.id().equals(accountId)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "own_account", "Nobody does this to their own account");
        }
        if (account.isSuperAdmin()) {
            checkIsSuperAdmin();
        }
        return account;
    }

    void checkMayGive(Set<Role> roles) {
        if (roles.contains(Role.SUPER_ADMIN)) {
            checkIsSuperAdmin();
        }
    }

    private void checkIsSuperAdmin() {
        if (!isSuperAdmin) {
            throw Problem.of(HttpStatus.FORBIDDEN, "super_admin_needed", "Only a SUPER_ADMIN may do this");
        }
    }
}
