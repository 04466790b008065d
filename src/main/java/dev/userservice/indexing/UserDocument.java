package dev.userservice.indexing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.userservice.user.CachedUser;
import dev.userservice.user.PublicUser;
import dev.userservice.user.RangeDigest;
import java.util.List;

/**
 * One document of the index: what the public may know, what only matching, ranking and filtering need, and what the
 * proof compares that the index is the projection of the cache.
 */
record UserDocument(
        @JsonUnwrapped PublicUser user,
        List<String> name,
        List<String> places,
        boolean visible,
        double searchScore,
        long revision,
        long digestHigh,
        long digestLow) {

    static UserDocument of(CachedUser.Live user) {
        return new UserDocument(
                PublicUser.of(user.profile()),
                Names.of(user.profile()),
                Places.of(user.profile().location()),
                user.profile().visible(),
                user.searchScore(),
                user.revision(),
                RangeDigest.high(user.digest()),
                RangeDigest.low(user.digest()));
    }
}
