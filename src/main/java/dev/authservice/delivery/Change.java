package dev.authservice.delivery;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the User Service is told of a user: that there is a new one, a changed one, or none any more. */
enum Change {
    CREATED("user.created", "/sync/user-created"),
    UPDATED("user.updated", "/sync/user-updated"),
    DELETED("user.deleted", "/sync/user-deleted");

    private final String type;
    private final String path;

    Change(String type, String path) {
        this.type = type;
        this.path = path;
    }

    @JsonValue
    String type() {
        return type;
    }

    String path() {
        return path;
    }
}
