package dev.userservice.indexing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.userservice.user.CachedUser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** The document a user must have: as it is written, and to compare with what is there. */
@Component
public class UserDocuments {

    /** What a document holds beside that which the public may see. */
    public static final List<String> INTERNAL_FIELDS = UserDocument.INTERNAL_FIELDS;

    private final ObjectMapper json;
    private final ObjectWriter appending;

    UserDocuments(ObjectMapper json) {
        this.json = json;
        this.appending = json.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    }

    byte[] bytes(CachedUser.Live user) {
        try {
            return json.writeValueAsBytes(UserDocument.of(user));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A user cannot be written as JSON: " + user.id(), e);
        }
    }

    /** Writes documents one after another, with nothing in between. */
    JsonGenerator generator(OutputStream to) {
        try {
            JsonGenerator generator = json.getFactory().createGenerator(to);
            generator.setRootValueSeparator(new SerializedString(""));
            return generator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends the document to what is being written. */
    void write(CachedUser.Live user, JsonGenerator to) throws IOException {
        appending.writeValue(to, UserDocument.of(user));
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
