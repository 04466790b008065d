package dev.authservice.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.JsonBodies;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes an account of what somebody says who has none. */
@Component
class Registration {

    private final JsonBodies bodies;
    private final ProfileFields fields;
    private final Passwords passwords;
    private final Accounts accounts;
    private final InstantSource clock;

    Registration(JsonBodies bodies, ProfileFields fields, Passwords passwords, Accounts accounts, InstantSource clock) {
        this.bodies = bodies;
        this.fields = fields;
        this.passwords = passwords;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What is said of nobody who has an account already. */
    record Beginning(
            @NotNull String password,
            @Size(max = 3) @Nullable List<@NotNull Role> roles) {}

    Account register(ObjectNode body) {
        ObjectNode beginning = body.objectNode();
        for (String field : List.of("password", "roles")) {
            if (body.has(field)) {
                beginning.set(field, body.remove(field));
            }
        }
        fields.check(body);
        ProfileFields.Named names = fields.named(body);
        String email = Objects.requireNonNull(names.email());
        String username = Objects.requireNonNull(names.username());
        Profile profile = fields.profile(body);
        Beginning said = bodies.valid(beginning, Beginning.class);
        checkKinds(said.roles());
        PasswordRules.violation("/password", said.password(), email, username).ifPresent(violation -> {
            throw Problem.invalidBody(List.of(violation));
        });
        Account account = begun(email, username, profile, said.roles() == null ? List.of() : said.roles());
        accounts.add(account, passwords.hash(said.password()));
        return account;
    }

    private static void checkKinds(@Nullable List<Role> roles) {
        if (roles != null && !Role.KINDS.containsAll(roles)) {
            throw Problem.invalidBody(List.of(Violation.ofPointer(
                    "/roles",
                    "invalid_value",
                    "may only hold INFLUENCER, BRAND and CREW; others are given by an admin")));
        }
    }

    private Account begun(String email, String username, Profile profile, List<Role> kinds) {
        // as finely as Postgres keeps it
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        EnumSet<Role> roles = EnumSet.of(Role.USER);
        roles.addAll(kinds);
        return new Account(
                UUID.randomUUID().toString(),
                email,
                username,
                List.copyOf(roles),
                Status.ACTIVE,
                true,
                false,
                profile,
                1,
                now,
                now,
                null,
                null);
    }
}
