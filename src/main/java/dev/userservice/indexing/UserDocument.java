package dev.userservice.indexing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.userservice.user.CachedUser;
import dev.userservice.user.PublicUser;
import dev.userservice.user.RangeDigest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
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

    /** The fields that only the index needs; all others are the public's. */
    static final List<String> INTERNAL_FIELDS = Arrays.stream(UserDocument.class.getRecordComponents())
            .filter(field -> field.getType() != PublicUser.class)
            .map(RecordComponent::getName)
            .toList();

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
