package dev.userservice.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.platform.IdText;
import dev.platform.Problem.Violation;
import dev.platform.StrictJson;
import dev.userservice.user.UserProfile;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Reads one user of an answer exactly as a webhook's; one that is wrong is told apart by id and fields, not values. */
@Component
class SourceUserReader {

    private static final int LONGEST_ID = 1000;

    private final StrictJson json = new StrictJson();
    private final WebhookBody bodies;

    SourceUserReader(WebhookBody bodies) {
        this.bodies = bodies;
    }

    private record Named(
            @JsonDeserialize(using = IdText.class) @Nullable String id) {}

    /** Throws a {@link SourceUnavailableException} if there is no telling who this is. */
    SourceUser read(JsonNode user) {
        String id = id(user);
        try {
            return new SourceUser.Valid(bodies.user(user));
        } catch (ErrorResponseException e) {
            return new SourceUser.Invalid(id, fields(e));
        }
    }

    private String id(JsonNode user) {
        try {
            String id = json.read(user, Named.class, "").id();
            if (id != null && !id.isEmpty() && id.length() <= LONGEST_ID) {
                return id;
            }
        } catch (ErrorResponseException e) {
            // as bad as none
        }
        throw new SourceUnavailableException("The Auth Service lists a user without a usable id");
    }

    /** What may be told of an id: one that is none could be anything, even an e-mail address. */
    static String shown(String id) {
        return id.matches(UserProfile.ID) ? id : "(not an id)";
    }

    private static List<String> fields(ErrorResponseException e) {
        var properties = e.getBody().getProperties();
        if (properties == null || !(properties.get("errors") instanceof Collection<?> errors)) {
            return List.of();
        }
        return errors.stream()
                .map(Violation.class::cast)
                .map(violation -> String.valueOf(violation.pointer()))
                .toList();
    }
}
