package dev.userservice.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.userservice.user.PublicUser;

/** A person as JSON, the way the public sees one; read only by who needs to look inside. */
record StoredUser(String id, String json) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static StoredUser of(PublicUser user) {
        try {
            return new StoredUser(user.id(), JSON.writeValueAsString(user));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A person cannot be written", e);
        }
    }

    PublicUser read() {
        try {
            return JSON.readValue(json, PublicUser.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored person cannot be read", e);
        }
    }
}
