package dev.userservice.indexing;

import com.fasterxml.jackson.databind.JsonNode;

/** A document as the index holds it: its own id, the id it claims to be of, its version, all of its content. */
public record IndexedUser(String id, long version, JsonNode content) {

    /** Where it stands in the order of ids; another place than its own if somebody altered it. */
    public String key() {
        return content.path("id").asText();
    }
}
