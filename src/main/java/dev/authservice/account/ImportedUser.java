package dev.authservice.account;

import dev.platform.Plausible;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a user document from elsewhere says beside the profile. Names made elsewhere may be ones that cannot be chosen here. */
record ImportedUser(
        @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._~-]{0,127}", message = "must be an id")
        String id,

        @NotNull @Size(max = 254) @Pattern(regexp = ProfileFields.Named.EMAIL, message = "must be an e-mail address")
        String email,

        @NotNull
        @Pattern(
                regexp = "[A-Za-z0-9._-]{1,64}",
                message = "must have 1 to 64 letters, digits, dots, hyphens or underscores")
        String username,

        @Nullable String password,
        @Size(max = 7) @Nullable List<@NotNull Role> roles,
        @Nullable Status status,
        @Nullable Boolean isActive,
        @Nullable Boolean emailVerified,
        @Plausible @Nullable Instant createdAt,
        @Plausible @Nullable Instant lastActiveAt) {

    /** A new account as the document says. */
    Account begun(Profile profile, Instant now) {
        return like(
                profile,
                new Account(
                        id,
                        email,
                        username,
                        List.of(Role.USER),
                        Status.ACTIVE,
                        true,
                        false,
                        profile,
                        1,
                        Objects.requireNonNullElse(createdAt, now),
                        now,
                        lastActiveAt,
                        null));
    }

    /** The account as the document says; what it does not say of the account's standing stays. */
    Account like(Profile profile, Account account) {
        return account.changed(
                        email,
                        username,
                        account.roles(),
                        Objects.requireNonNullElse(status, account.status()),
                        Objects.requireNonNullElse(isActive, account.active()),
                        Objects.requireNonNullElse(emailVerified, account.emailVerified()),
                        profile)
                .withRoles(Objects.requireNonNullElse(roles, account.roles()));
    }

    @Override
    public String toString() {
        return "ImportedUser[id=" + id + "]";
    }
}
