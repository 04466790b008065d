package dev.userservice.sync;

/** The three things that can happen to a user. */
enum WebhookType {
    CREATED("user.created"),
    UPDATED("user.updated"),
    DELETED("user.deleted");

    private final String wireName;

    WebhookType(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
