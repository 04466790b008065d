package dev.userservice.indexing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.user.CachedUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** The document a user must have: as it is written, and to compare with what is there. */
@Component
public class UserDocuments {

    private final ObjectMapper json;

    UserDocuments(ObjectMapper json) {
        this.json = json;
    }

    byte[] bytes(CachedUser.Live user) {
        try {
            return json.writeValueAsBytes(UserDocument.of(user));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A user cannot be written as JSON: " + user.id(), e);
        }
    }

    /** Whether this document is what the user's row stands for, in content and revision. */
    public boolean matches(CachedUser.Live user, IndexedUser document) {
        return document.version() == user.revision() && document.content().equals(tree(user));
    }

    private JsonNode tree(CachedUser.Live user) {
        try {
            return json.readTree(bytes(user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
