package dev.userservice.user;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was deleted. Published in the transaction that does it, so that whoever keeps anything of the person can
 * note down in it what to remove. {@code names} are the handles and full names the person was known by.
 */
public record UserDeleted(String userId, List<String> names) {

    static UserDeleted of(String userId, @Nullable CachedUser former) {
        return new UserDeleted(
                userId,
                former instanceof CachedUser.Live live
                        ? namesOf(live.profile()).distinct().toList()
                        : List.of());
    }

    private static Stream<String> namesOf(UserProfile user) {
        Stream<@Nullable String> handles = Stream.of(
                user.username(),
                user.instagramHandle(),
                user.twitterHandle(),
                user.linkedinHandle(),
                user.youtubeHandle());
        return Stream.concat(handles, fullNames(user))
                .flatMap(Stream::ofNullable)
                .filter(name -> !name.isBlank());
    }

    // a first name alone is shared with too many others to tell of anybody
    private static Stream<@Nullable String> fullNames(UserProfile user) {
        String first = user.firstName();
        String last = user.lastName();
        return first == null || last == null || first.isBlank() || last.isBlank()
                ? Stream.of()
                : Stream.of(first + " " + last, last + " " + first, first + last, last + first);
    }

    /** Without the names, which must not end up in a log. */
    @Override
    public String toString() {
        return "UserDeleted[userId=" + userId + "]";
    }
}
