package dev.authservice.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.JsonBodies;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what an account's owner writes: the fields that are the owner's, each as it must be. */
@Component
class ProfileFields {

    private static final List<String> NAMES = List.of("email", "username");
    private static final Set<String> PROFILE = Arrays.stream(Profile.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> OTHERS = Arrays.stream(Account.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> name.equals("active") ? "isActive" : name)
            .filter(name -> !NAMES.contains(name) && !name.equals("profile"))
            .collect(Collectors.toUnmodifiableSet());

    private final JsonBodies bodies;
    private final ObjectMapper json;

    ProfileFields(JsonBodies bodies, ObjectMapper json) {
        this.bodies = bodies;
        this.json = json;
    }

    /** What somebody is called. An address is taken as HTML forms take it, a name as paths and handles do. */
    record Named(
            @Size(max = 254) @Pattern(regexp = EMAIL, message = "must be an e-mail address") @Nullable
            String email,

            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9._-]{2,29}",
                    message =
                            "must have 3 to 30 letters, digits, dots, hyphens or underscores, a letter or digit first")
            @Nullable
            String username) {

        // the length first: of very many labels the expression would run out of stack
        static final String EMAIL = "(?=.{1,254}$)"
                + "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+";
    }

    /** Throws a 422 problem that points at every field that is none of the owner's. */
    void check(ObjectNode patch) {
        List<Violation> violations = patch.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !NAMES.contains(field) && !PROFILE.contains(field))
                .map(ProfileFields::refusal)
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.invalidBody(violations);
        }
    }

    private static Violation refusal(String field) {
        return OTHERS.contains(field)
                ? Violation.ofField(field, "read_only", "cannot be written here")
                : Violation.ofUnknown(field);
    }

    /** Both names of somebody new. */
    Named named(ObjectNode fields) {
        refuseNames(name -> !fields.hasNonNull(name));
        return names(fields);
    }

    private Named names(ObjectNode fields) {
        Named names = bodies.valid(fields.deepCopy().retain(NAMES), Named.class);
        StaffNames.refuse(names.username());
        return names;
    }

    private static void refuseNames(Predicate<String> isMissing) {
        List<Violation> missing = NAMES.stream()
                .filter(isMissing)
                .map(name -> Violation.ofField(name, "required", "must not be left out"))
                .toList();
        if (!missing.isEmpty()) {
            throw Problem.invalidBody(missing);
        }
    }

    Profile profile(ObjectNode fields) {
        return bodies.valid(fields.deepCopy().retain(PROFILE), Profile.class);
    }

    /** What is to be changed of an account; a problem that points at whatever is wrong with it. */
    ProfilePatch patch(ObjectNode body) {
        check(body);
        refuseNames(name -> body.path(name).isNull());
        profile(body);
        return new ProfilePatch(names(body), body.deepCopy().retain(PROFILE));
    }

    /** The account after a change of it. */
    Account patched(Account account, ProfilePatch patch) {
        ObjectNode profile = patch.merged(json.valueToTree(account.profile()));
        return account.with(patch.email(account), patch.username(account), json.convertValue(profile, Profile.class));
    }
}
