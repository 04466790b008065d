package dev.authservice.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.platform.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An account as its owner and admins see it. A change of it is the next value, which {@link Accounts} keeps. */
public record Account(
        String id,
        String email,
        String username,
        List<Role> roles,
        Status status,
        @JsonProperty("isActive") boolean active,
        boolean emailVerified,
        @JsonUnwrapped Profile profile,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastActiveAt,
        @JsonIgnore @Nullable Status suspendedFrom) {

    boolean isSuperAdmin() {
        return roles.contains(Role.SUPER_ADMIN);
    }

    /** Whether this account can be used to appoint admins. */
    boolean isWorkingSuperAdmin() {
        return isSuperAdmin() && status.mayLogIn();
    }

    /** Hidden by its owner, whom only admins can shut out, and only admins let in again. */
    Account deactivated() {
        return open().standing(status == Status.ACTIVE ? Status.INACTIVE : status, false);
    }

    Account reactivated() {
        return open().standing(status == Status.INACTIVE ? Status.ACTIVE : status, true);
    }

    /** The same; a 403 problem if its owner is shut out. */
    public Account open() {
        if (!status.mayLogIn()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "account_suspended", "This account is suspended");
        }
        return this;
    }

    Account suspended() {
        return standing(Status.SUSPENDED, active);
    }

    Account reinstated() {
        return status.mayLogIn() ? this : standing(before(), active);
    }

    private Status before() {
        if (suspendedFrom == Status.PENDING_VERIFICATION) {
            return Status.PENDING_VERIFICATION;
        }
        return active ? Status.ACTIVE : Status.INACTIVE;
    }

    private Account standing(Status status, boolean active) {
        return changed(email, username, roles, status, active, emailVerified, profile);
    }

    /** With these roles and that of every user. */
    Account withRoles(Collection<Role> roles) {
        EnumSet<Role> all = EnumSet.of(Role.USER);
        all.addAll(roles);
        return changed(email, username, List.copyOf(all), status, active, emailVerified, profile);
    }

    /** With what its owner may write; a new address has to be verified anew. */
    Account with(String email, String username, Profile profile) {
        return changed(email, username, roles, status, active, emailVerified && email.equals(this.email), profile);
    }

    /** With all that can change of an account, which is the same version of it for now. */
    Account changed(
            String email,
            String username,
            List<Role> roles,
            Status status,
            boolean active,
            boolean emailVerified,
            Profile profile) {
        return new Account(
                id,
                email,
                username,
                roles,
                status,
                active,
                emailVerified,
                profile,
                version,
                createdAt,
                updatedAt,
                lastActiveAt,
                status.mayLogIn() || !this.status.mayLogIn() ? suspendedFrom : this.status);
    }

    /** The next version of it. */
    Account next(Instant now) {
        return new Account(
                id,
                email,
                username,
                roles,
                status,
                active,
                emailVerified,
                profile,
                version + 1,
                createdAt,
                now,
                lastActiveAt,
                suspendedFrom);
    }

    /** Without anything personal, which must not end up in a log. */
    @Override
    public String toString() {
        return "Account[id=%s, status=%s, version=%d]".formatted(id, status, version);
    }
}
