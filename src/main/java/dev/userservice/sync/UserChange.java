package dev.userservice.sync;

import dev.userservice.user.SourceVersion;
import dev.userservice.user.UserProfile;

/** What a webhook says happened, and where that stands in the Auth Service's order. */
sealed interface UserChange {

    String userId();

    SourceVersion version();

    /** The user now looks like this; whether created or updated makes no difference. */
    record Saved(UserProfile profile, SourceVersion version) implements UserChange {
        @Override
        public String userId() {
            return profile.id();
        }
    }

    /** The user is gone. */
    record Deleted(String userId, SourceVersion version) implements UserChange {}
}
