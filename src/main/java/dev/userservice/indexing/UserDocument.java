package dev.userservice.indexing;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.userservice.user.CachedUser;
import dev.userservice.user.PublicUser;
import dev.userservice.user.UserProfile;
import java.text.Normalizer;
import java.util.Objects;
import java.util.stream.Stream;

/** One document of the index: what the public may know, and what only ranking and filtering need. */
record UserDocument(@JsonUnwrapped PublicUser user, String name, boolean visible, double searchScore) {

    static UserDocument of(CachedUser.Live user) {
        UserProfile profile = user.profile();
        String name = Stream.of(profile.firstName(), profile.lastName())
                .filter(Objects::nonNull)
                .map(String::strip)
                .collect(joining(" "));
        // a search composes its text too, so that both ways of writing an accent find each other
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
        return new UserDocument(PublicUser.of(profile), composed, profile.visible(), user.searchScore());
    }
}
