package dev.userservice.trending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The numbers of a place as they are kept. */
record RiserJson(ObjectMapper json) {

    String write(Riser riser) {
        try {
            return json.writeValueAsString(riser);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A place cannot be written as JSON", e);
        }
    }

    Riser read(String riser) {
        try {
            return json.readValue(riser, Riser.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row of trending_place cannot be read", e);
        }
    }
}
