package dev.userservice.sync;

import dev.userservice.user.ListedUser;

/** A user's new state as one delivery brings it, ready to be saved. */
record Delivery(String webhookId, ListedUser user) {

    String userId() {
        return user.profile().id();
    }
}
