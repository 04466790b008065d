package dev.userctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.Set;

/** A rebuild as the service tells of it. */
record Run(JsonNode json) {

    private static final Set<String> DONE = Set.of("switched", "kept", "cleaned");
    private static final Set<String> ENDED_BADLY = Set.of("failed", "cancelled");

    long id() {
        return json.path("id").asLong();
    }

    String state() {
        return json.path("state").asText();
    }

    boolean isDone() {
        return DONE.contains(state());
    }

    boolean hasEndedBadly() {
        return ENDED_BADLY.contains(state());
    }

    boolean isPaused() {
        return json.path("paused").asBoolean();
    }

    boolean isReady() {
        return state().equals("ready");
    }

    String newIndex() {
        return json.path("newIndex").asText("");
    }

    String oldIndex() {
        return json.path("oldIndex").asText("");
    }

    long number(String field) {
        return json.path(field).asLong();
    }

    double percent() {
        return json.path("percent").asDouble();
    }

    OptionalLong etaSeconds() {
        return json.path("etaSeconds").isNumber()
                ? OptionalLong.of(json.path("etaSeconds").asLong())
                : OptionalLong.empty();
    }

    long failed() {
        return json.at("/failed/count").asLong();
    }

    String message() {
        return json.path("message").asText("");
    }
}
