package dev.userservice.sync;

import dev.userservice.user.SourceVersion;
import dev.userservice.user.UserProfile;
import java.time.Instant;

/** What a webhook says happened, and where that stands in the Auth Service's order. */
sealed interface UserChange {

    String userId();

    /** The user now looks like this; whether created or updated makes no difference. */
    record Saved(UserProfile profile, SourceVersion version) implements UserChange {
        @Override
        public String userId() {
            return profile.id();
        }
    }

    /** The user is no longer there. */
    sealed interface Removed extends UserChange {}

    /** The user was deleted at this point of the order. */
    record Deleted(String userId, SourceVersion version) implements Removed {}

    /** The user was deleted some time before this delivery was sent; nothing says when. */
    record Gone(String userId, Instant sentAt) implements Removed {}
}
