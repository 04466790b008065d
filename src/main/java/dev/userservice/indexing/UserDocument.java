package dev.userservice.indexing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.userservice.user.CachedUser;
import dev.userservice.user.PublicUser;
import java.util.List;

/** One document of the index: what the public may know, and what only matching, ranking and filtering need. */
record UserDocument(
        @JsonUnwrapped PublicUser user, List<String> name, List<String> places, boolean visible, double searchScore) {

    static UserDocument of(CachedUser.Live user) {
        return new UserDocument(
                PublicUser.of(user.profile()),
                Names.of(user.profile()),
                Places.of(user.profile().location()),
                user.profile().visible(),
                user.searchScore());
    }
}
