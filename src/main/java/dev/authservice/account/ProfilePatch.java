package dev.authservice.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.authservice.account.ProfileFields.Named;
import java.util.Map;
import java.util.Objects;

/**
 * A change of a profile and its names as a JSON merge patch (RFC 7396) says it, each field of it valid: null takes a field
 * away, whatever is not named stays, also a name that was made elsewhere and could not be chosen here.
 */
record ProfilePatch(Named names, ObjectNode fields) {

    /** Whether the account has another address after it. */
    boolean moves(Account account) {
        return !email(account).equals(account.email());
    }

    /** The same, which leaves the address as it is. */
    ProfilePatch withoutMove() {
        return new ProfilePatch(new Named(null, names.username()), fields);
    }

    String email(Account account) {
        return Objects.requireNonNullElse(names.email(), account.email());
    }

    String username(Account account) {
        return Objects.requireNonNullElse(names.username(), account.username());
    }

    /** The profile after it. */
    ObjectNode merged(ObjectNode profile) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getValue().isNull()) {
                profile.remove(field.getKey());
            } else {
                profile.set(field.getKey(), field.getValue());
            }
        }
        return profile;
    }
}
