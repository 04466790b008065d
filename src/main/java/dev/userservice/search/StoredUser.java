package dev.userservice.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.userservice.user.PublicUser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A person as JSON in UTF-8, the way the public sees one; read only by who needs to look inside. */
record StoredUser(String id, ByteBuffer json) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static StoredUser of(PublicUser user) {
        try {
            return new StoredUser(user.id(), ByteBuffer.wrap(JSON.writeValueAsBytes(user)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A person cannot be written", e);
        }
    }

    PublicUser read() {
        try {
            return JSON.readValue(json.array(), start(), json.remaining(), PublicUser.class);
        } catch (IOException e) {
            throw new IllegalStateException("A stored person cannot be read", e);
        }
    }

    /** Writes the fields of the JSON object, without the braces around them. */
    void writeFields(OutputStream out) throws IOException {
        out.write(json.array(), start() + 1, json.remaining() - 2);
    }

    private int start() {
        return json.arrayOffset() + json.position();
    }
}
